"""torchvision, also beside a PyTorch for processors of which the compiled part of torchvision is missing.

torchvision's own operations (nms, roi_align …) belong to detectors. Without them its import fails at the
first one that it describes; the names alone are enough for classifiers.
"""
import torch

try:
    import torchvision
except RuntimeError:
    LIBRARY = torch.library.Library("torchvision", "DEF")
    for name in ("nms", "qnms"):
        LIBRARY.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    import torchvision

__all__ = ["torchvision"]
