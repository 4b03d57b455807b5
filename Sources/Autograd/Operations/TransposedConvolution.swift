import Answers
import Arrays

extension Tensor {
    /// What gives the gradient of a convolution with W[in, out/groups, kh, kw]: every pixel of [n, in, h, w] adds its multiple of
    /// the window to the larger image [n, out, (h − 1)·stride − 2·padding + dilation·(kh − 1) + 1 + more, …].
    ///
    /// - Parameter more: rows and columns that are added at the end of the image; fewer than the stride.
    public func convolvedBack(
        _ weight: Tensor, _ bias: Tensor?, _ window: Window, more: (Int, Int) = (0, 0), groups: Int = 1
    ) throws -> Tensor {
        guard ndim == 4 || ndim == 3 else {
            throw Mistake(
                "a transposed convolution gets shape \(shape.listText)", expected: "(batch, channels, height, width)"
            ).raised(
                as: "RuntimeError",
                "Expected 3D (unbatched) or 4D (batched) input to conv_transpose2d, but got input of size: "
                    + shape.listText)
        }
        if ndim == 3 {
            return try unsqueezed(0).convolvedBack(weight, bias, window, more: more, groups: groups).squeezed([0])
        }
        try checkWeights(weight, bias, window, more, groups)
        let (h, w) = (shape[2], shape[3])
        let (high, wide) = try Tensor.sides(of: (h, w), window, more)
        let (n, channels, perOut) = (shape[0], weight.shape[0], weight.shape[1])
        try MemoryRoom.check(
            8 * Double(n) * Double(perOut * groups) * Double(window.size.0 * window.size.1) * Double(h * w),
            for: "a transposed convolution into \(high)x\(wide)"
        ) { _ in "a smaller batch" }
        let perIn = channels / groups
        return try composed("ConvolutionBackward0", [self, weight] + (bias.map { [$0] } ?? [])) { inputs in
            let (x, kernel) = (inputs[0], inputs[1])
            let parts = try (0..<groups).map { group in
                let own = groups == 1 ? kernel : try kernel.narrowed(0, group * perIn, perIn)
                let seen = groups == 1 ? x : try x.narrowed(1, group * perIn, perIn)
                return try own.reshaped([perIn, -1]).turned().matmul(seen.reshaped([n, perIn, h * w]))
                    .folded(window, into: [n, perOut, high, wide])
            }
            let image = parts.count == 1 ? parts[0] : try Tensor.joined(parts, along: 1)
            return inputs.count > 2 ? try image + inputs[2].reshaped([1, perOut * groups, 1, 1]) : image
        }
    }

    /// - Throws: `Mistake` for weights, a bias, or rows at the end that do not fit this image.
    private func checkWeights(
        _ weight: Tensor, _ bias: Tensor?, _ window: Window, _ more: (Int, Int), _ groups: Int
    ) throws {
        guard weight.ndim == 4, groups > 0, weight.shape[0] % groups == 0, weight.shape[1] < 1 << 30, groups < 1 << 30,
            bias.map({ $0.shape == [weight.shape[1] * groups] }) ?? true
        else {
            throw Mistake(
                "weights of shape \(weight.shape.listText) in \(groups) groups",
                expected: "[in, out/groups, rows, columns], and one bias for each output"
            ).raised(as: "RuntimeError", "expected weight to be 4-dimensional and in_channels divisible by groups")
        }
        guard shape[1] == weight.shape[0] else {
            throw Mistake(
                "a transposed convolution of \(weight.shape[0]) channels gets shape \(shape.listText)",
                expected: "\(weight.shape[0]) on axis 1"
            ).raised(
                as: "RuntimeError",
                "Given transposed=1, weight of size \(weight.shape.listText), expected input\(shape.listText) to have "
                    + "\(weight.shape[0]) channels, but got \(shape[1]) channels instead")
        }
        try Tensor.checkKinds(self, weight)
        guard (0..<window.stride.0).contains(more.0), (0..<window.stride.1).contains(more.1) else {
            throw Mistake(
                "an output padding of \(more.0)x\(more.1) with a stride of \(window.stride.0)x\(window.stride.1)",
                expected: "numbers from 0 on that are smaller than the stride", argument: "output_padding"
            ).raised(
                as: "RuntimeError",
                "output padding must be smaller than either stride or dilation, but got output_padding_height: "
                    + "\(more.0) output_padding_width: \(more.1) stride_height: \(window.stride.0) stride_width: "
                    + "\(window.stride.1) dilation_height: \(window.dilation.0) dilation_width: \(window.dilation.1)")
        }
    }

    /// Height and width of what an image of `h`×`w` gives.
    private static func sides(
        of image: (h: Int, w: Int), _ window: Window, _ more: (Int, Int)
    ) throws -> (high: Int, wide: Int) {
        let (h, w) = image
        let largest = [h, w, window.padding.0, window.padding.1].max() ?? 0
        guard largest <= 1 << 20, h > 0, w > 0 else {
            throw Mistake("an image of \(h)x\(w)", expected: "sides from 1 to \(1 << 20)").raised(as: "RuntimeError")
        }
        let high =
            (h - 1) * window.stride.0 - 2 * window.padding.0 + window.dilation.0 * (window.size.0 - 1) + 1 + more.0
        let wide =
            (w - 1) * window.stride.1 - 2 * window.padding.1 + window.dilation.1 * (window.size.1 - 1) + 1 + more.1
        guard high > 0, wide > 0 else {
            throw Mistake("an output of \(high)x\(wide)", expected: "less padding", argument: "padding").raised(
                as: "RuntimeError",
                "Given input size per channel: (\(h) x \(w)). Calculated output size per channel: (\(high) x \(wide)). "
                    + "Output size is too small")
        }
        try window.check(high, wide)
        return (high, wide)
    }
}
