"""JAX: the step as one function, compiled by jit."""
import jax
import jax.numpy as jnp
from jax import lax

from exercise import trainable

ACTIVATIONS = {
    "relu": jax.nn.relu, "sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "leakyRelu": lambda x: jax.nn.leaky_relu(x, 0.01), "elu": jax.nn.elu,
    "selu": jax.nn.selu, "gelu": lambda x: jax.nn.gelu(x, approximate=False), "swish": jax.nn.silu, "softplus": jax.nn.softplus,
    "relu6": jax.nn.relu6, "linear": lambda x: x,
}


def conv2d(x, layer, weight, *_):
    x = lax.conv_general_dilated(
        x, weight["weight"], layer["stride"], layer["padding"], rhs_dilation=layer["dilation"],
        dimension_numbers=("NHWC", "HWIO", "NHWC"), feature_group_count=layer["groups"],
    )
    return x + weight["bias"] if layer["bias"] else x


def dense(x, layer, weight, *_):
    x = x @ weight["weight"]
    return x + weight["bias"] if layer["bias"] else x


def pooled(x, layer, start, combine):
    return lax.reduce_window(x, start, combine, (1, *layer["kernel"], 1), (1, *layer["stride"], 1), [(0, 0), *layer["padding"], (0, 0)])


def avg_pool(x, layer, *_):
    total = pooled(x, layer, 0.0, lax.add)
    if layer["countIncludePad"]:
        return total / (layer["kernel"][0] * layer["kernel"][1])
    return total / pooled(jnp.ones_like(x), layer, 0.0, lax.add)


def batch_norm(x, layer, weight, _, updates):
    axes = tuple(range(x.ndim - 1))
    count = x.size // x.shape[-1]
    mean, variance = x.mean(axes), x.var(axes)
    for name, now in (("mean", mean), ("variance", variance * count / (count - 1))):
        updates[f"{layer['id']}.{name}"] = weight[name] + layer["momentum"] * (lax.stop_gradient(now) - weight[name])
    return (x - mean) * lax.rsqrt(variance + layer["epsilon"]) * weight["gamma"] + weight["beta"]


def dropout(x, layer, _, key, *rest):
    if not layer["rate"]:
        return x
    return jnp.where(jax.random.bernoulli(key, 1 - layer["rate"], x.shape), x / (1 - layer["rate"]), 0)


KINDS = {
    "conv2d": conv2d, "dense": dense, "batchNorm": batch_norm, "avgPool2d": avg_pool, "dropout": dropout,
    "maxPool2d": lambda x, layer, *_: pooled(x, layer, -jnp.inf, lax.max),
    "globalAvgPool2d": lambda x, *_: x.mean((1, 2)),
    "flatten": lambda x, *_: x.reshape(x.shape[0], -1),
    "activation": lambda x, layer, *_: ACTIVATIONS[layer["function"]](x),
    "softmax": lambda x, *_: jax.nn.softmax(x),
    "add": lambda inputs, *_: sum(inputs),
    "concat": lambda inputs, *_: jnp.concatenate(inputs, -1),
}


def forward(plan, weights, x, key):
    """Logits, and the running statistics after this batch."""
    outputs, updates = {"input": x}, {}
    for index, layer in enumerate(plan):
        inputs = [outputs[name] for name in layer["inputs"]]
        own = {name.rpartition(".")[2]: array for name, array in weights.items() if name.rpartition(".")[0] == layer["id"]}
        x = KINDS[layer["kind"]](inputs[0] if len(inputs) == 1 else inputs, layer, own, jax.random.fold_in(key, index), updates)
        outputs[layer["id"]] = x
    return x, updates


class Trainer:
    def __init__(self, tool, plan):
        self.tool, self.count = tool, 0
        weights = {name: jnp.array(array) for name, array in tool.exercise.weights.items()}
        self.trained = {name: array for name, array in weights.items() if trainable(name)}
        self.running = {name: array for name, array in weights.items() if not trainable(name)}
        slots, update = optimizer(tool.exercise.recipe)
        self.state = {name: [jnp.zeros_like(array) for _ in range(slots)] for name, array in self.trained.items()}

        def step(trained, running, state, images, labels, indices, count):
            x = images[indices].astype(jnp.float32) / 255
            key = jax.random.fold_in(jax.random.key(0), count)

            def loss_of(trained):
                logits, updates = forward(plan, {**trained, **running}, x, key)
                picked = jnp.take_along_axis(logits, labels[indices][:, None], 1)[:, 0]
                return (jax.nn.logsumexp(logits, 1) - picked).mean(), updates

            (loss, updates), gradients = jax.value_and_grad(loss_of, has_aux=True)(trained)
            moved = {name: update(trained[name], gradients[name], state[name], count + 1) for name in trained}
            trained, state = ({name: pair[i] for name, pair in moved.items()} for i in range(2))
            return trained, {**running, **updates}, state, loss

        self.compiled = jax.jit(step, donate_argnums=(0, 1, 2))

    def step(self, indices):
        self.trained, self.running, self.state, loss = self.compiled(
            self.trained, self.running, self.state, self.tool.images, self.tool.labels, indices.astype("int32"), self.count
        )
        self.count += 1
        return loss


class Tool:
    def __init__(self, exercise, variant):
        if exercise.device == "cpu":
            jax.config.update("jax_platforms", "cpu")
        elif jax.default_backend() != "gpu":
            raise SystemExit("JAX found no GPU that it can use")
        self.exercise = exercise
        self.images, self.labels = jnp.array(exercise.images), jnp.array(exercise.labels)

    def trainer(self, plan):
        return Trainer(self, plan)


def optimizer(recipe):
    """Number of arrays that it keeps for each weight, and (weight, gradient, arrays, step) -> weight, arrays."""
    settings, rate = recipe["optimizer"], recipe["learningRate"]
    if settings.get("weightDecay") or settings.get("nesterov"):
        raise ValueError("the comparison has neither weight decay nor Nesterov's momentum")
    if settings["kind"] == "sgd" and settings["momentum"] == 0:
        return 0, lambda weight, gradient, arrays, step: (weight - rate * gradient, arrays)
    if settings["kind"] == "sgd":

        def momentum(weight, gradient, arrays, step):
            velocity = settings["momentum"] * arrays[0] + gradient
            return weight - rate * velocity, [velocity]

        return 1, momentum
    if settings["kind"] != "adam":
        raise ValueError(f"the comparison has no {settings['kind']}")
    beta1, beta2 = settings["beta1"], settings["beta2"]

    def adam(weight, gradient, arrays, step):
        mean = beta1 * arrays[0] + (1 - beta1) * gradient
        square = beta2 * arrays[1] + (1 - beta2) * gradient**2
        corrected = jnp.sqrt(square / (1 - beta2**step)) + settings["epsilon"]
        return weight - rate * mean / (1 - beta1**step) / corrected, [mean, square]

    return 2, adam
