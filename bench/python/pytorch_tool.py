"""PyTorch: eager, channels_last, torch.compile; on a GPU CUDA graphs as well; and two processes with DistributedDataParallel."""
import json
import os
import subprocess
import sys
import tempfile

import torch
from torch.nn import functional as F

from pytorch_network import Network

PROCESSES = 2


class Trainer:
    def __init__(self, tool, plan):
        self.tool = tool
        self.network = Network(plan, tool.exercise.weights).to(tool.device).train()
        if tool.channels_last:
            self.network.to(memory_format=torch.channels_last)
        self.optimizer = optimizer(tool.exercise.recipe, self.network.parameters(), tool.variant == "cuda-graphs")
        self.model = tool.wrap(self.network)

    def step(self, indices):
        images, labels = self.tool.batch(indices)
        self.optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(self.model(images), labels)
        loss.backward()
        self.optimizer.step()
        return self.tool.average(loss.detach())


class CudaGraphTrainer(Trainer):
    """The whole step recorded once and replayed: no work of Python or the launcher between its kernels."""

    def __init__(self, tool, plan):
        super().__init__(tool, plan)
        self.graph = None
        self.indices = torch.zeros(tool.exercise.batch_size, dtype=torch.int64, device=tool.device)

    def record(self):
        start = {name: value.clone() for name, value in self.network.state_dict().items()}
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                super().step(self.indices)
        torch.cuda.current_stream().wait_stream(side)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self.loss = super().step(self.indices)
        # The steps before the recording have moved weights and moments.
        for name, value in self.network.state_dict().items():
            value.copy_(start[name])
        for state in self.optimizer.state.values():
            for value in state.values():
                if torch.is_tensor(value):
                    value.zero_()

    def step(self, indices):
        self.indices.copy_(torch.from_numpy(indices))
        if self.graph is None:
            self.record()
        self.graph.replay()
        return self.loss


class Tool:
    def __init__(self, exercise, variant):
        self.exercise, self.variant = exercise, variant
        self.device = torch.device("cuda" if exercise.device == "gpu" else "cpu")
        self.channels_last = variant in ("channels_last", "compile", "cuda-graphs", "ddp")
        self.rank = int(os.environ.get("RANK", "0"))
        if variant == "ddp":
            self.start_process_group()
        torch.set_num_threads(max(1, exercise.cores // PROCESSES) if variant == "ddp" else exercise.cores)
        # TensorFlow's own choice on GPUs that have it.
        torch.set_float32_matmul_precision("high")
        torch.backends.cudnn.benchmark = True
        images = torch.from_numpy(exercise.images)
        self.images = (images if self.channels_last else images.permute(0, 3, 1, 2).contiguous()).to(self.device)
        self.labels = torch.from_numpy(exercise.labels).to(self.device)

    def trainer(self, plan):
        return CudaGraphTrainer(self, plan) if self.variant == "cuda-graphs" else Trainer(self, plan)

    def wrap(self, network):
        if self.variant == "compile":
            return torch.compile(network)
        return torch.nn.parallel.DistributedDataParallel(network) if self.variant == "ddp" else network

    def batch(self, indices):
        at = indices if torch.is_tensor(indices) else torch.from_numpy(indices)
        if self.variant == "ddp":
            at = at.chunk(PROCESSES)[self.rank]
        at = at.to(self.device, non_blocking=True)
        images = self.images[at]
        if self.channels_last:
            images = images.permute(0, 3, 1, 2)
        return images.float().div_(255), self.labels[at]

    def average(self, loss):
        """The loss of the whole batch: each process has that of its share."""
        if self.variant != "ddp":
            return loss
        torch.distributed.all_reduce(loss)
        return loss / PROCESSES

    def start_process_group(self):
        """Rank 0 starts the other process and hands every request on to it."""
        os.environ.setdefault("GLOO_SOCKET_IFNAME", "lo0" if sys.platform == "darwin" else "lo")
        if self.rank == 0:
            os.environ["MEETING"] = os.path.join(tempfile.mkdtemp(prefix="convscope-ddp-"), "meeting")
            environment = {**os.environ, "RANK": "1", "OMP_NUM_THREADS": "1"}
            self.other = subprocess.Popen([sys.executable, *sys.argv], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        meeting = f"file://{os.environ['MEETING']}"
        torch.distributed.init_process_group("gloo", init_method=meeting, rank=self.rank, world_size=PROCESSES)

    def together(self, request, answer):
        if self.variant != "ddp" or self.rank == 1:
            return answer(request)
        print(json.dumps(request), file=self.other.stdin, flush=True)
        mine = answer(request)
        others = json.loads(self.other.stdout.readline())
        if request["do"] != "memory":
            return mine
        return {name: None if mine[name] is None else mine[name] + others[name] for name in mine}


def optimizer(recipe, parameters, capturable):
    settings, rate = recipe["optimizer"], recipe["learningRate"]
    # One kernel for all parameters; the recording of a CUDA graph needs its step counter on the device.
    if settings["kind"] == "sgd":
        sizes = {"momentum": settings["momentum"], "nesterov": settings["nesterov"], "weight_decay": settings["weightDecay"]}
        return torch.optim.SGD(parameters, lr=rate, fused=True, **sizes)
    if settings["kind"] == "adam":
        betas = (settings["beta1"], settings["beta2"])
        sizes = {"betas": betas, "eps": settings["epsilon"], "weight_decay": settings["weightDecay"], "capturable": capturable}
        return torch.optim.Adam(parameters, lr=rate, fused=True, **sizes)
    raise ValueError(f"the comparison has no {settings['kind']}")
