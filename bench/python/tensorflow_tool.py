"""TensorFlow's own tf.function: one graph for the whole step, with its fused batch norm and its optimizer kernels."""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import tensorflow as tf

from exercise import trainable

ACTIVATIONS = {
    "relu": tf.nn.relu, "sigmoid": tf.nn.sigmoid, "tanh": tf.nn.tanh, "leakyRelu": lambda x: tf.nn.leaky_relu(x, 0.01), "elu": tf.nn.elu,
    "selu": tf.nn.selu, "gelu": tf.nn.gelu, "swish": tf.nn.silu, "softplus": tf.nn.softplus, "relu6": tf.nn.relu6, "linear": tf.identity,
}


def padding_of(layer):
    """The name where TensorFlow has one for it, for its kernels know those best; the sides otherwise."""
    sides, kernel, dilation = layer["padding"], layer["kernel"], layer.get("dilation", [1, 1])
    if sides == [[0, 0], [0, 0]]:
        return "VALID"
    extent = [d * (k - 1) for d, k in zip(dilation, kernel)]
    if layer["stride"] == [1, 1] and sides == [[e // 2, e - e // 2] for e in extent]:
        return "SAME"
    return [[0, 0], *sides, [0, 0]]


def conv2d(x, layer, weight, _):
    x = tf.nn.conv2d(x, weight("weight"), layer["stride"], padding_of(layer), dilations=layer["dilation"])
    return tf.nn.bias_add(x, weight("bias")) if layer["bias"] else x


def dense(x, layer, weight, _):
    x = tf.matmul(x, weight("weight"))
    return tf.nn.bias_add(x, weight("bias")) if layer["bias"] else x


def max_pool(x, layer, *_):
    return tf.nn.max_pool2d(x, layer["kernel"], layer["stride"], padding_of(layer))


def avg_pool(x, layer, *_):
    if layer["padding"] != [[0, 0], [0, 0]]:
        if not layer["countIncludePad"]:
            raise ValueError(f"{layer['id']}: an average without its padding is not written")
        x = tf.pad(x, [[0, 0], *layer["padding"], [0, 0]])
    return tf.nn.avg_pool2d(x, layer["kernel"], layer["stride"], "VALID")


def batch_norm(x, layer, weight, updates):
    flat = len(x.shape) == 2
    y, mean, variance = tf.compat.v1.nn.fused_batch_norm(
        x[:, None, None] if flat else x, weight("gamma"), weight("beta"), epsilon=layer["epsilon"], is_training=True
    )
    for name, now in (("mean", mean), ("variance", variance)):
        running = weight(name)
        updates.append((running, running + layer["momentum"] * (now - running)))
    return y[:, 0, 0] if flat else y


KINDS = {
    "conv2d": conv2d, "dense": dense, "batchNorm": batch_norm, "maxPool2d": max_pool, "avgPool2d": avg_pool,
    "globalAvgPool2d": lambda x, *_: tf.reduce_mean(x, [1, 2]),
    "flatten": lambda x, *_: tf.reshape(x, [x.shape[0], -1]),
    "activation": lambda x, layer, *_: ACTIVATIONS[layer["function"]](x),
    "softmax": lambda x, *_: tf.nn.softmax(x),
    "dropout": lambda x, layer, *_: tf.nn.dropout(x, layer["rate"]) if layer["rate"] else x,
    "add": lambda inputs, *_: tf.add_n(inputs),
    "concat": lambda inputs, *_: tf.concat(inputs, -1),
}


class Trainer:
    def __init__(self, tool, plan):
        self.tool, self.plan, self.recipe = tool, plan, tool.exercise.recipe
        self.weights = {name: tf.Variable(array, trainable=trainable(name)) for name, array in tool.exercise.weights.items()}
        self.trained = [variable for name, variable in self.weights.items() if trainable(name)]
        self.update = optimizer(self.recipe, self.trained)
        self.graph = tf.function(self.graph_step, input_signature=[tf.TensorSpec([tool.exercise.batch_size], tf.int64)])

    def forward(self, x, updates):
        outputs = {"input": x}
        for layer in self.plan:
            inputs = [outputs[name] for name in layer["inputs"]]
            weight = lambda name, layer=layer: self.weights[f"{layer['id']}.{name}"]
            x = outputs[layer["id"]] = KINDS[layer["kind"]](inputs[0] if len(inputs) == 1 else inputs, layer, weight, updates)
        return x

    def graph_step(self, indices):
        images = tf.cast(tf.gather(self.tool.images, indices), tf.float32) / 255
        labels, updates = tf.gather(self.tool.labels, indices), []
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, self.forward(images, updates)))
        for variable, gradient in zip(self.trained, tape.gradient(loss, self.trained)):
            self.update(variable, gradient)
        for variable, value in updates:
            variable.assign(value)
        return loss

    def step(self, indices):
        return self.graph(tf.constant(indices))


class Tool:
    def __init__(self, exercise, variant):
        self.exercise = exercise
        if exercise.device == "cpu":
            tf.config.set_visible_devices([], "GPU")
        elif not tf.config.list_physical_devices("GPU"):
            raise SystemExit("TensorFlow found no GPU that it can use")
        tf.config.threading.set_intra_op_parallelism_threads(exercise.cores)
        self.images, self.labels = tf.constant(exercise.images), tf.constant(exercise.labels)

    def trainer(self, plan):
        return Trainer(self, plan)


def optimizer(recipe, variables):
    """TensorFlow's training kernels, one call a variable."""
    settings, rate = recipe["optimizer"], tf.constant(recipe["learningRate"], tf.float32)
    ops = tf.raw_ops
    if settings.get("weightDecay"):
        raise ValueError("the comparison has no weight decay")
    slots = {variable.ref(): [tf.Variable(tf.zeros_like(variable), trainable=False) for _ in range(2)] for variable in variables}
    if settings["kind"] == "sgd" and settings["momentum"] == 0:
        return lambda variable, gradient: ops.ResourceApplyGradientDescent(var=variable.handle, alpha=rate, delta=gradient)
    if settings["kind"] == "sgd":
        momentum, nesterov = tf.constant(settings["momentum"], tf.float32), settings["nesterov"]
        return lambda variable, gradient: ops.ResourceApplyMomentum(
            var=variable.handle, accum=slots[variable.ref()][0].handle, lr=rate, grad=gradient, momentum=momentum, use_nesterov=nesterov
        )
    if settings["kind"] != "adam":
        raise ValueError(f"the comparison has no {settings['kind']}")
    betas = [tf.constant(settings[name], tf.float32) for name in ("beta1", "beta2")]
    powers = {variable.ref(): [tf.Variable(beta, trainable=False) for beta in betas] for variable in variables}

    def adam(variable, gradient):
        mean, square = slots[variable.ref()]
        first, second = powers[variable.ref()]
        ops.ResourceApplyAdam(
            var=variable.handle, m=mean.handle, v=square.handle, beta1_power=first, beta2_power=second, lr=rate,
            beta1=betas[0], beta2=betas[1], epsilon=tf.constant(settings["epsilon"], tf.float32), grad=gradient,
        )
        first.assign(first * betas[0])
        second.assign(second * betas[1])

    return adam
