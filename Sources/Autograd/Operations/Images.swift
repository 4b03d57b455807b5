import Answers
import Arrays

/// Convolution and pooling, channels first as in PyTorch.
extension Tensor {
    /// Where a window moves over an image.
    public struct Window: Sendable {
        /// Rows and columns under it, and from one place to the next.
        public var size, stride, padding, dilation: (Int, Int)

        /// All as (rows, columns).
        public init(
            size: (Int, Int), stride: (Int, Int), padding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1)
        ) {
            (self.size, self.stride, self.padding, self.dilation) = (size, stride, padding, dilation)
        }

        /// Places of the window over an image.
        func places(_ height: Int, _ width: Int) -> (Int, Int) {
            (
                (height + 2 * padding.0 - dilation.0 * (size.0 - 1) - 1) / stride.0 + 1,
                (width + 2 * padding.1 - dilation.1 * (size.1 - 1) - 1) / stride.1 + 1
            )
        }

        func check(_ height: Int, _ width: Int) throws {
            let most = 1 << 20
            let least = [size.0, size.1, stride.0, stride.1, dilation.0, dilation.1].min() ?? 0
            let largest = [size.0, size.1, stride.0, stride.1, dilation.0, dilation.1, padding.0, padding.1].max() ?? 0
            guard least > 0, padding.0 >= 0, padding.1 >= 0, largest <= most else {
                throw Mistake(
                    "a window of \(size.0)x\(size.1), moved by \(stride.0)x\(stride.1)",
                    expected: "whole numbers from 1 on, the padding from 0 on"
                ).raised(as: "RuntimeError", "non-positive stride is not supported")
            }
            let needed = (dilation.0 * (size.0 - 1) + 1, dilation.1 * (size.1 - 1) + 1)
            guard height + 2 * padding.0 >= needed.0, width + 2 * padding.1 >= needed.1 else {
                throw Mistake(
                    "a window of \(needed.0)x\(needed.1) does not fit on an image of "
                        + "\(height + 2 * padding.0)x\(width + 2 * padding.1)",
                    expected: "an image at least as large as the window"
                ).raised(
                    as: "RuntimeError",
                    "Calculated padded input size per channel: (\(height + 2 * padding.0) x \(width + 2 * padding.1)). "
                        + "Kernel size: (\(needed.0) x \(needed.1)). Kernel size can't be greater than actual input size"
                )
            }
        }
    }

    /// [n, c, h, w] → [n, c·kh·kw, places]: the pixels under the window at each place.
    func unfolded(_ window: Window) throws -> Tensor {
        guard dtype.isFloat else {
            throw Mistake("an image of \(dtype.torchName)", expected: "floating-point numbers", try: ".float()").raised(
                as: "RuntimeError", "\"conv2d\" not implemented for '\(dtype.torchKind)'")
        }
        let from = shape
        let (c, h, w) = (from[1], from[2], from[3])
        let (oh, ow) = window.places(h, w)
        let source = try array.contiguous(recorder.work)
        let out = try NDArray.zeros([from[0], c * window.size.0 * window.size.1, oh * ow], dtype, work: recorder.work)
        try Tensor.visit(window, from, recorder.work) { pixel, place in
            if dtype == .float32 {
                out.pointer(Float.self)[place] = source.pointer(Float.self)[pixel]
            } else {
                out.pointer(Double.self)[place] = source.pointer(Double.self)[pixel]
            }
        }
        return made("UnfoldBackward", out, [self], keeps: false) { g, _ in [try g.folded(window, into: from)] }
    }

    func folded(_ window: Window, into shape: [Int]) throws -> Tensor {
        let source = try array.contiguous(recorder.work)
        let out = try NDArray.zeros(shape, dtype, work: recorder.work)
        try Tensor.visit(window, shape, recorder.work) { pixel, place in
            if dtype == .float32 {
                out.pointer(Float.self)[pixel] += source.pointer(Float.self)[place]
            } else {
                out.pointer(Double.self)[pixel] += source.pointer(Double.self)[place]
            }
        }
        return made("FoldBackward", out, [self], keeps: false) { g, _ in [try g.unfolded(window)] }
    }

    private static func visit(_ window: Window, _ shape: [Int], _ work: Work, _ body: (Int, Int) -> Void) throws {
        let (c, h, w) = (shape[1], shape[2], shape[3])
        let (oh, ow) = window.places(h, w)
        var check = StopCheck(work)
        var row = 0
        for n in 0..<shape[0] {
            for channel in 0..<c {
                for i in 0..<window.size.0 {
                    for j in 0..<window.size.1 {
                        for y in 0..<oh {
                            try check.pass(ow)
                            let r = y * window.stride.0 - window.padding.0 + i * window.dilation.0
                            guard r >= 0, r < h else { continue }
                            let line = ((n * c + channel) * h + r) * w
                            for x in 0..<ow {
                                let column = x * window.stride.1 - window.padding.1 + j * window.dilation.1
                                if column >= 0, column < w { body(line + column, row * oh * ow + y * ow + x) }
                            }
                        }
                        row += 1
                    }
                }
            }
        }
    }

    /// A convolution of [n, c, h, w] with W[out, c/groups, kh, kw].
    public func convolved(_ weight: Tensor, _ bias: Tensor?, _ window: Window, groups: Int = 1) throws -> Tensor {
        guard ndim == 4 || ndim == 3 else {
            throw Mistake(
                "a convolution gets shape \(shape.listText)", expected: "(batch, channels, height, width)",
                try: ".unsqueeze(1) for images without a channel axis"
            ).raised(
                as: "RuntimeError",
                "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: \(shape.listText)")
        }
        if ndim == 3 { return try unsqueezed(0).convolved(weight, bias, window, groups: groups).squeezed([0]) }
        guard weight.ndim == 4, groups > 0, weight.shape[0] % groups == 0, weight.shape[1] < 1 << 30,
            groups < 1 << 30, bias.map({ $0.shape == [weight.shape[0]] }) ?? true
        else {
            throw Mistake(
                "weights of shape \(weight.shape.listText) in \(groups) groups",
                expected: "[out, in/groups, rows, columns], and one bias for each output"
            ).raised(as: "RuntimeError", "expected weight to be 4-dimensional and out_channels divisible by groups")
        }
        let channels = weight.shape[1] * groups
        guard shape[1] == channels else {
            throw Mistake(
                "a convolution of \(channels) channels gets shape \(shape.listText)",
                expected: "\(channels) on axis 1"
            ).raised(
                as: "RuntimeError",
                "Given groups=\(groups), weight of size \(weight.shape.listText), expected input\(shape.listText) to have "
                    + "\(channels) channels, but got \(shape[1]) channels instead")
        }
        try Tensor.checkKinds(self, weight)
        try window.check(shape[2], shape[3])
        let (oh, ow) = window.places(shape[2], shape[3])
        let out = weight.shape[0]
        let n = shape[0]
        return try composed("ConvolutionBackward0", [self, weight] + (bias.map { [$0] } ?? [])) { inputs in
            let (x, w) = (inputs[0], inputs[1])
            var sum: Tensor
            if groups == 1 {
                sum = try w.reshaped([out, -1]).matmul(x.unfolded(window))
            } else {
                let (perGroup, per) = (channels / groups, out / groups)
                sum = try Tensor.joined(
                    (0..<groups).map { group in
                        try w.narrowed(0, group * per, per).reshaped([per, -1]).matmul(
                            x.narrowed(1, group * perGroup, perGroup).unfolded(window))
                    }, along: 1)
            }
            if inputs.count > 2 { sum = try sum + inputs[2].reshaped([out, 1]) }
            return try sum.reshaped([n, out, oh, ow])
        }
    }

    /// The largest number under a window at each place.
    public func pooledByMaximum(_ window: Window) throws -> Tensor {
        if ndim == 3 { return try unsqueezed(0).pooledByMaximum(window).squeezed([0]) }
        try checkImage("max_pool2d")
        try window.check(shape[2], shape[3])
        guard 2 * window.padding.0 <= window.size.0, 2 * window.padding.1 <= window.size.1 else {
            throw Mistake(
                "\(window.padding.0) rows of padding around a window of \(window.size.0)",
                expected: "at most half of the window"
            ).raised(
                as: "RuntimeError", "pad should be at most half of effective kernel size")
        }
        let (oh, ow) = window.places(shape[2], shape[3])
        let (planes, h, w) = (shape[0] * shape[1], shape[2], shape[3])
        let source = try array.contiguous(recorder.work)
        var best = [Int](repeating: 0, count: planes * oh * ow)
        var check = StopCheck(recorder.work)
        let isSingle = dtype == .float32
        func value(_ place: Int) -> Double {
            isSingle ? Double(source.pointer(Float.self)[place]) : source.number(at: place).asDouble
        }
        for plane in 0..<planes {
            for y in 0..<oh {
                for x in 0..<ow {
                    try check.pass(window.size.0 * window.size.1)
                    var (found, largest) = (-1, -Double.infinity)
                    for i in 0..<window.size.0 {
                        let r = y * window.stride.0 - window.padding.0 + i * window.dilation.0
                        guard r >= 0, r < h else { continue }
                        for j in 0..<window.size.1 {
                            let c = x * window.stride.1 - window.padding.1 + j * window.dilation.1
                            guard c >= 0, c < w else { continue }
                            let place = (plane * h + r) * w + c
                            let here = value(place)
                            if found < 0 || here > largest || here.isNaN { (found, largest) = (place, here) }
                        }
                    }
                    best[(plane * oh + y) * ow + x] = Swift.max(0, found)
                }
            }
        }
        let flat = try reshaped([count]).rows(at: best, name: "MaxPool2DWithIndicesBackward0")
        return try flat.reshaped([shape[0], shape[1], oh, ow], name: "MaxPool2DWithIndicesBackward0")
    }

    /// The mean under a window at each place; zeros around the image count.
    public func pooledByMean(_ window: Window) throws -> Tensor {
        if ndim == 3 { return try unsqueezed(0).pooledByMean(window).squeezed([0]) }
        try checkImage("avg_pool2d")
        try window.check(shape[2], shape[3])
        let (oh, ow) = window.places(shape[2], shape[3])
        let (n, c) = (shape[0], shape[1])
        return try composed("AvgPool2DBackward0", [self]) { inputs in
            let patches = try inputs[0].unfolded(window).reshaped([n, c, window.size.0 * window.size.1, oh * ow])
            return try patches.mean([2]).reshaped([n, c, oh, ow])
        }
    }

    private func checkImage(_ name: String) throws {
        guard ndim == 4 else {
            throw Mistake("\(name) gets shape \(shape.listText)", expected: "(batch, channels, height, width)").raised(
                as: "RuntimeError", "non-empty 3D or 4D (batch mode) tensor expected for input")
        }
    }

    /// An operation made of others, under one name: its record is made when backward asks for it.
    func composed(
        _ name: String, _ inputs: [Tensor], _ build: @escaping ([Tensor]) throws -> Tensor
    ) throws -> Tensor {
        let value = try recorder.recording(false) { try build(inputs.map { $0.detached() }) }
        return made(name, value.array, inputs) { g, node in
            let isHigher = g.recorder.isRecording
            let leaves = inputs.enumerated().map { place, input in
                if isHigher { return input }
                let leaf = input.detached()
                leaf.isWanted = node.needs(place)
                return leaf
            }
            return try g.recorder.recording(true) {
                let wanted = leaves.indices.filter { node.needs($0) }
                let result = try build(leaves)
                guard result.requiresGrad else { return inputs.map { _ in nil } }
                let found = try Tensor.gradients(
                    of: [result], [g], by: wanted.map { leaves[$0] }, createsGraph: isHigher)
                var out = [Tensor?](repeating: nil, count: inputs.count)
                for (place, gradient) in zip(wanted, found) { out[place] = gradient }
                return out
            }
        }
    }
}
