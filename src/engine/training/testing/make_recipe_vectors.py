"""Ten steps of PyTorch with each part of a recipe: python make_recipe_vectors.py > recipe-vectors.json

A network of two dense layers on pictures of 2×2 pixels, in double precision. Weights are written as
Convscope has them, [inputs, outputs].
"""
import json

import torch
from torch.optim.lr_scheduler import OneCycleLR, ReduceLROnPlateau
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

torch.manual_seed(16)
torch.set_default_dtype(torch.float64)
STEPS, BATCH, COUNT = 10, 4, 12
images = torch.randint(0, 256, (COUNT, 4))
labels = torch.tensor([0, 1, 2, 0, 0, 0, 1, 0, 2, 0, 0, 1])
batches = [[(step * 5 + i * 7) % COUNT for i in range(BATCH)] for step in range(STEPS)]
first = torch.nn.Sequential(torch.nn.Linear(4, 5), torch.nn.Tanh(), torch.nn.Linear(5, 3))
# Numbers that float32 holds exactly.
with torch.no_grad():
    for weight in first.parameters():
        weight.copy_(weight.float())


def network():
    copy = torch.nn.Sequential(torch.nn.Linear(4, 5), torch.nn.Tanh(), torch.nn.Linear(5, 3))
    copy.load_state_dict(first.state_dict())
    return copy


def arrays(model):
    names = ["hidden.weight", "hidden.bias", "out.weight", "out.bias"]
    return {name: w.detach().t().flatten().tolist() for name, w in zip(names, model.parameters())}


counts = torch.bincount(labels).double()
BALANCED = (COUNT / (len(counts) * counts)).tolist()
OPTIMIZERS = {
    "sgd": lambda weights, rate, given: torch.optim.SGD(
        weights, rate, momentum=given.get("momentum", 0)
    ),
    "adam": lambda weights, rate, given: torch.optim.Adam(weights, rate),
    "adamw": lambda weights, rate, given: torch.optim.AdamW(
        weights, rate, weight_decay=given.get("decoupledDecay", 0.01)
    ),
}
SGD, ADAMW = {"kind": "sgd", "momentum": 0.9}, {"kind": "adamw", "decoupledDecay": 0.1}
CASES = [
    {"optimizer": ADAMW, "learningRate": 0.01},
    {"optimizer": {"kind": "adamw"}, "learningRate": 0.05},
    {"optimizer": SGD, "learningRate": 0.1, "labelSmoothing": 0.1},
    {"optimizer": SGD, "learningRate": 0.1, "classWeights": [0.5, 2, 1.25]},
    {"optimizer": SGD, "learningRate": 0.1, "classWeights": "balanced"},
    {
        "optimizer": SGD,
        "learningRate": 0.1,
        "classWeights": [0.5, 2, 1.25],
        "labelSmoothing": 0.2,
    },
    {"optimizer": SGD, "learningRate": 0.5, "clipNorm": 0.3},
    {"optimizer": SGD, "learningRate": 0.1, "averageDecay": 0.9},
    {
        "optimizer": ADAMW,
        "learningRate": 0.02,
        "classWeights": "balanced",
        "labelSmoothing": 0.1,
        "clipNorm": 0.5,
        "averageDecay": 0.8,
    },
]


def train(case):
    model = network()
    optimizer = OPTIMIZERS[case["optimizer"]["kind"]](
        model.parameters(), case["learningRate"], case["optimizer"]
    )
    weights = case.get("classWeights")
    weights = BALANCED if weights == "balanced" else weights
    loss = torch.nn.CrossEntropyLoss(
        weight=None if weights is None else torch.tensor(weights),
        label_smoothing=case.get("labelSmoothing", 0),
    )
    decay = case.get("averageDecay")
    average = decay and AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay))
    for batch in batches:
        optimizer.zero_grad()
        loss(model(images[batch].double() / 255), labels[batch]).backward()
        if "clipNorm" in case:
            torch.nn.utils.clip_grad_norm_(model.parameters(), case["clipNorm"])
        optimizer.step()
        if average:
            average.update_parameters(model)
    shown = arrays(average.module if average else model)
    return {"recipe": case, "weights": arrays(model), "shown": shown}


def one_cycle(rate, epochs, steps_per_epoch, riseShare, startDivisor, endDivisor):
    optimizer = torch.optim.SGD(network().parameters(), rate)
    schedule = OneCycleLR(
        optimizer,
        rate,
        epochs=epochs,
        steps_per_epoch=steps_per_epoch,
        pct_start=riseShare,
        div_factor=startDivisor,
        final_div_factor=endDivisor,
        cycle_momentum=False,
    )
    rates = []
    for _ in range(epochs * steps_per_epoch):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(rates) < epochs * steps_per_epoch:
            schedule.step()
    return {
        "schedule": {
            "kind": "oneCycle",
            "riseShare": riseShare,
            "startDivisor": startDivisor,
            "endDivisor": endDivisor,
        },
        "learningRate": rate,
        "epochs": epochs,
        "stepsPerEpoch": steps_per_epoch,
        "rates": rates,
    }


LOSSES = [1, 0.9, 0.95, 0.91, 0.9, None, 0.89, 0.88999, 0.9, 0.9, 0.9, 0.9, 0.5, 0.6, 0.6, 0.6, 0.6]


def plateau(rate, reduction, plateauEpochs, threshold, cooldownEpochs, leastRate):
    optimizer = torch.optim.SGD(network().parameters(), rate)
    schedule = ReduceLROnPlateau(
        optimizer,
        factor=reduction,
        patience=plateauEpochs,
        threshold=threshold,
        cooldown=cooldownEpochs,
        min_lr=leastRate,
    )
    rates = []
    for loss in LOSSES:
        schedule.step(float("nan") if loss is None else loss)
        rates.append(optimizer.param_groups[0]["lr"])
    return {
        "schedule": {
            "kind": "plateau",
            "reduction": reduction,
            "plateauEpochs": plateauEpochs,
            "threshold": threshold,
            "cooldownEpochs": cooldownEpochs,
            "leastRate": leastRate,
        },
        "learningRate": rate,
        "rates": rates,
    }


def short(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [short(each) for each in value]
    return {k: short(v) for k, v in value.items()} if isinstance(value, dict) else value


print(
    json.dumps(
        short({
            "torch": torch.__version__,
            "images": images.flatten().tolist(),
            "labels": labels.tolist(),
            "batches": batches,
            "first": arrays(first),
            "trainings": [train(case) for case in CASES],
            "cycles": [
                one_cycle(0.1, 2, 5, 0.3, 25, 1e4),
                one_cycle(0.5, 3, 4, 0.5, 10, 100),
                one_cycle(0.1, 2, 6, 0.25, 25, 1e4),
            ],
            "losses": LOSSES,
            "plateaus": [
                plateau(0.1, 0.1, 0, 1e-4, 0, 0),
                plateau(0.1, 0.5, 1, 1e-4, 0, 0),
                plateau(0.1, 0.5, 1, 0.02, 2, 0),
                plateau(0.1, 0.1, 0, 1e-4, 1, 0.002),
            ],
        })
    )
)
