import Language

/// `unfold`: the blocks of a picture that a convolution looks at, as columns, so that it becomes one product of matrices; and
/// `fold`, which adds such columns where the blocks were.
enum ImageBlocks {
    static let words: [Word] = [
        module.word(
            "unfold", family: "torch",
            "the blocks of pictures as columns: of [n, channels, h, w] it makes [n, channels·kh·kw, blocks]",
            [Parameter("input", .any, .required, "pictures [n, channels, h, w], or one without n")] + window,
            returns: "tensor",
            examples: [
                "import torch\ntorch.nn.functional.unfold(torch.arange(9.0).reshape(1, 1, 3, 3), kernel_size=2)"
            ], seeAlso: ["torch.nn.functional.conv2d"]),
        module.word(
            "fold", family: "torch",
            "pictures of their blocks, which are added where they overlap: unfold the other way round",
            [Parameter("input", .any, .required, "blocks [n, channels·kh·kw, blocks], or those of one picture"), size]
                + window, returns: "tensor",
            examples: [
                "import torch\ntorch.nn.functional.fold(torch.ones(1, 4, 4), output_size=(3, 3), kernel_size=2)"
            ], seeAlso: ["torch.nn.functional.unfold"]),
        modules.word(
            "Unfold", family: "torch", "torch.nn.functional.unfold as a module", window, returns: "module",
            examples: ["import torch\ntorch.nn.Unfold(kernel_size=2)(torch.ones(1, 1, 3, 3)).shape"],
            seeAlso: ["torch.nn.functional.unfold"]),
        modules.word(
            "Fold", family: "torch", "torch.nn.functional.fold as a module", [size] + window, returns: "module",
            examples: ["import torch\ntorch.nn.Fold((3, 3), kernel_size=2)(torch.ones(1, 4, 4)).shape"],
            seeAlso: ["torch.nn.functional.fold"]),
    ]

    private static let size = Parameter("output_size", .any, .required, "height and width of the pictures")
    private static let window = [
        Parameter("kernel_size", .any, .required, "height and width of a block, or one number for both"),
        Parameter("dilation", .any, .value(.int(1)), "the distance of its elements"),
        Parameter("padding", .any, .value(.int(0)), "zeros around the pictures"),
        Parameter("stride", .any, .value(.int(1)), "the distance of blocks"),
    ]

    private static let module = WrittenModule("torch.nn.functional", ImageBlocks.text)

    private static let text = #"""
        import torch
        import torch.nn.functional as F


        def _pair(word, name, value, least):
            pair = (value, value) if isinstance(value, int) else tuple(value)
            if len(pair) != 2 or not all([isinstance(v, int) and v >= least for v in pair]):
                raise RuntimeError(f"{word}: {name} should be one or two whole numbers of at least {least}, but got {value}")
            return pair


        def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
            kernel, step = _pair("unfold", "kernel_size", kernel_size, 1), _pair("unfold", "stride", stride, 1)
            gap, edge = _pair("unfold", "dilation", dilation, 1), _pair("unfold", "padding", padding, 0)
            if input.dim() not in (3, 4):
                raise RuntimeError(
                    "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for "
                    f"input, but got: {list(input.shape)}")
            x = input if input.dim() == 4 else input.unsqueeze(0)
            count, channels, *size = x.shape
            rows, columns = [
                (size[k] + 2 * edge[k] - gap[k] * (kernel[k] - 1) - 1) // step[k] + 1 for k in (0, 1)]
            if rows < 1 or columns < 1:
                raise RuntimeError(
                    f"Given input with spatial size {tuple(size)}, kernel_size={kernel}, dilation={gap}, padding={edge}, "
                    f"calculated shape of the array of sliding blocks as {(rows, columns)}, but its components must be at "
                    "least one.")
            x = F.pad(x, (edge[1], edge[1], edge[0], edge[0]))
            parts = []
            for top in range(0, kernel[0] * gap[0], gap[0]):
                for left in range(0, kernel[1] * gap[1], gap[1]):
                    down = slice(top, top + (rows - 1) * step[0] + 1, step[0])
                    across = slice(left, left + (columns - 1) * step[1] + 1, step[1])
                    parts.append(x[:, :, down, across].reshape(count, channels, 1, rows * columns))
            out = torch.cat(parts, 2).reshape(count, channels * kernel[0] * kernel[1], rows * columns)
            return out if input.dim() == 4 else out[0]


        def fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1):
            size, kernel = _pair("fold", "output_size", output_size, 1), _pair("fold", "kernel_size", kernel_size, 1)
            step, gap = _pair("fold", "stride", stride, 1), _pair("fold", "dilation", dilation, 1)
            edge = _pair("fold", "padding", padding, 0)
            if input.dim() not in (2, 3):
                raise RuntimeError(
                    "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and other non-zero "
                    f"dimensions for input, but got: {list(input.shape)}")
            x = input if input.dim() == 3 else input.unsqueeze(0)
            count, rows, columns = x.shape
            area = kernel[0] * kernel[1]
            if rows % area != 0:
                raise RuntimeError(
                    "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got "
                    f"input.size(1)={rows} and kernel_size={kernel}.")
            down, across = [(size[k] + 2 * edge[k] - gap[k] * (kernel[k] - 1) - 1) // step[k] + 1 for k in (0, 1)]
            if down < 1 or across < 1 or down * across != columns:
                raise RuntimeError(
                    f"Given output_size={size}, kernel_size={kernel}, dilation={gap}, padding={edge}, stride={step}, expected "
                    "size of input's dimension 2 to match the calculated number of sliding blocks "
                    f"{down} * {across} = {down * across}, but got input.size(2)={columns}.")
            high, wide = size[0] + 2 * edge[0], size[1] + 2 * edge[1]
            tops = torch.arange(kernel[0]).reshape(-1, 1, 1, 1) * gap[0] + torch.arange(down).reshape(1, 1, -1, 1) * step[0]
            lefts = torch.arange(kernel[1]).reshape(1, -1, 1, 1) * gap[1] + torch.arange(across).reshape(1, 1, 1, -1) * step[1]
            places = (tops * wide + lefts).reshape(1, 1, area * columns)
            channels = rows // area
            values = x.reshape(count, channels, area * columns)
            out = torch.zeros(count, channels, high * wide, dtype=x.dtype)
            out = out.scatter_add(2, places.expand(count, channels, area * columns), values)
            out = out.reshape(count, channels, high, wide)[:, :, edge[0] : edge[0] + size[0], edge[1] : edge[1] + size[1]]
            return out if input.dim() == 3 else out[0]
        """#

    private static let modules = WrittenModule("torch.nn", ImageBlocks.modulesText)

    private static let modulesText = #"""
        import torch
        import torch.nn.functional as F


        class _Blocks(torch.nn.Module):
            def _set(self, kernel_size, dilation, padding, stride):
                self.kernel_size, self.dilation, self.padding, self.stride = kernel_size, dilation, padding, stride

            def extra_repr(self):
                return (
                    f"kernel_size={self.kernel_size}, dilation={self.dilation}, padding={self.padding}, stride={self.stride}")


        class Unfold(_Blocks):
            __module__ = "torch.nn.modules.fold"

            def __init__(self, kernel_size, dilation=1, padding=0, stride=1):
                super().__init__()
                self._set(kernel_size, dilation, padding, stride)

            def forward(self, input):
                return F.unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)


        class Fold(_Blocks):
            __module__ = "torch.nn.modules.fold"

            def __init__(self, output_size, kernel_size, dilation=1, padding=0, stride=1):
                super().__init__()
                self.output_size = output_size
                self._set(kernel_size, dilation, padding, stride)

            def forward(self, input):
                return F.fold(input, self.output_size, self.kernel_size, self.dilation, self.padding, self.stride)

            def extra_repr(self):
                return f"output_size={self.output_size}, " + super().extra_repr()
        """#
}
