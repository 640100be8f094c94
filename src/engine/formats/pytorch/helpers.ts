/** Functions that `model.py` has where a layer has no module in PyTorch, by their names. */
export const HELPERS = {
  connect_channels: `
def connect_channels(conv: nn.Conv2d, table: list[list[int]]) -> None:
    """Lets each filter read only the input channels in its list: its other weights stay 0."""
    mask = torch.zeros_like(conv.weight)
    for filter, channels in enumerate(table):
        mask[filter, channels] = 1
    with torch.no_grad():
        conv.weight.mul_(mask)
    conv.weight.register_hook(lambda gradient: gradient * mask.to(gradient.device))
`,
  windowed_means: `
def windowed_means(x: Tensor, window, stride, padding, counted) -> Tensor:
    """Means over the windows of a map with padding that differs by side; \`counted\` is the padding
    whose zeros are counted."""
    cells = F.pad(torch.ones_like(x[:1, :1]), counted, value=1.0)
    rest = [all - part for all, part in zip(padding, counted)]
    sums = F.avg_pool2d(F.pad(x, padding), window, stride)
    return sums / F.avg_pool2d(F.pad(cells, rest), window, stride)
`,
  local_response_norm: `
def local_response_norm(x: Tensor, size: int, alpha: float, beta: float, k: float) -> Tensor:
    """As nn.LocalResponseNorm, whose even sizes reach further before a channel than behind it."""
    around = (0, 0, 0, 0, (size - 1) // 2, size // 2)
    squares = F.pad(x.square().unsqueeze(1), around)
    means = F.avg_pool3d(squares, (size, 1, 1), stride=1).squeeze(1)
    return x / (k + alpha * means) ** beta
`,
} as const

export type HelperName = keyof typeof HELPERS
