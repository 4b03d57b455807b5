import Language

/// `unfold`: the blocks of a picture that a convolution looks at, as columns, so that it becomes one product of matrices.
enum ImageBlocks {
    static let words: [Word] = [
        module.word(
            "unfold", family: "torch",
            "the blocks of pictures as columns: of [n, channels, h, w] it makes [n, channels·kh·kw, blocks]",
            [
                Parameter("input", .any, .required, "pictures [n, channels, h, w], or one without n"),
                Parameter("kernel_size", .any, .required, "height and width of a block, or one number for both"),
                Parameter("dilation", .any, .value(.int(1)), "the distance of its elements"),
                Parameter("padding", .any, .value(.int(0)), "zeros around the pictures"),
                Parameter("stride", .any, .value(.int(1)), "the distance of blocks"),
            ], returns: "tensor",
            examples: [
                "import torch\ntorch.nn.functional.unfold(torch.arange(9.0).reshape(1, 1, 3, 3), kernel_size=2)"
            ], seeAlso: ["torch.nn.functional.conv2d"])
    ]

    private static let module = WrittenModule("torch.nn.functional", ImageBlocks.text)

    private static let text = #"""
        import torch
        import torch.nn.functional as F


        def _pair(name, value, least):
            pair = (value, value) if isinstance(value, int) else tuple(value)
            if len(pair) != 2 or not all([isinstance(v, int) and v >= least for v in pair]):
                raise RuntimeError(f"unfold: {name} should be one or two whole numbers of at least {least}, but got {value}")
            return pair


        def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
            kernel, step = _pair("kernel_size", kernel_size, 1), _pair("stride", stride, 1)
            gap, edge = _pair("dilation", dilation, 1), _pair("padding", padding, 0)
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
        """#
}
