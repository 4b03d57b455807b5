import Answers
import Language
import Testing
import Vocabulary

/// What PyTorch 2.13 prints for these lines.
@Suite("PyTorch's transposed convolutions, images of another size and adaptive pooling")
struct TorchImageTests: ProgramSuite {
    static let start = """
        import torch
        import torch.nn as nn
        import torch.nn.functional as F
        x = torch.arange(8.).view(1, 2, 2, 2) / 4
        w = (torch.arange(36.).view(2, 2, 3, 3) - 17) / 10
        w2 = (torch.arange(16.).view(2, 2, 2, 2) - 7) / 4
        g = torch.arange(24.).view(4, 1, 2, 3) / 10 - 1
        b = torch.tensor([0.5, -1.0])
        i, j = torch.arange(15.).view(1, 1, 3, 5), torch.arange(16.).view(1, 1, 4, 4)

        """

    @Test(
        "Values",
        arguments: [
            (
                "F.conv_transpose2d(x, w2, b, stride=2)[0, 0]",
                [0.75, 1, 0.375, 0.75, 1.25, 1.5, 1.125, 1.5, 0, 0.5, -0.375, 0.25, 1, 1.5, 0.875, 1.5]
            ),
            (
                "F.conv_transpose2d(x, w, b, stride=2, padding=1, output_padding=1)[0, 1]",
                [0.4, 2, 0.65, 0.8, 2, 5.4, 2.5, 2.9, 0.9, 3, 1.15, 1.4, 1.5, 4.35, 1.9, 2.15]
            ),
            (
                "F.conv_transpose2d(x, w, None, 1, 1, dilation=2)[0, 0]",
                [-1.1, -0.5, -0.85, -0.3, 0.15, 0.5, 0.3, 0.6, -0.35, 0.1, -0.1, 0.3, 0.6, 0.8, 0.75, 0.9]
            ),
            (
                "F.conv_transpose2d(torch.ones(1, 4, 2, 2), g, stride=(2, 1), groups=2)[0, 1]",
                [1, 2.2, 2.6, 1.4, 1.6, 3.4, 3.8, 2, 1, 2.2, 2.6, 1.4, 1.6, 3.4, 3.8, 2]
            ),
            ("F.conv_transpose2d(x[0], w2)[0]", [0.25, 0.375, 0.25, 0.25, 0.75, 0.75, 0.5, 1.375, 1]),
            (
                "F.conv_transpose1d(x[0], w2[:, :, 0], stride=2)",
                [
                    0.125, 0.25, -0.25, 0, 0.625, 0.75, 0.75, 1, -1.375, -0.75, -1.75, -1, 1.125, 1.75, 1.25, 2,
                ]
            ),
            ("nn.Upsample(scale_factor=2)(x)[0, 0, :2]", [0, 0, 0.25, 0.25, 0, 0, 0.25, 0.25]),
            (
                "nn.Upsample(scale_factor=2, mode='bilinear')(x[:, :1])",
                [
                    0, 0.0625, 0.1875, 0.25, 0.125, 0.1875, 0.3125, 0.375, 0.375, 0.4375, 0.5625, 0.625, 0.5, 0.5625,
                    0.6875, 0.75,
                ]
            ),
            (
                "nn.Upsample(scale_factor=2, mode='bilinear', align_corners=True)(x[:, :1])[0, 0, 1]",
                [0.1667, 0.25, 0.3333, 0.4167]
            ),
            (
                "nn.Upsample(size=(3, 5), mode='bilinear')(x[:, :1])",
                [0, 0.025, 0.125, 0.225, 0.25, 0.25, 0.275, 0.375, 0.475, 0.5, 0.5, 0.525, 0.625, 0.725, 0.75]
            ),
            ("nn.Upsample(size=3)(x[:, :1])", [0, 0, 0.25, 0, 0, 0.25, 0.5, 0.5, 0.75]),
            ("F.interpolate(x[:, :1], scale_factor=1.5)", [0, 0, 0.25, 0, 0, 0.25, 0.5, 0.5, 0.75]),
            (
                "F.interpolate(x[:, :1], scale_factor=(1, 2.5), mode='bilinear')",
                [0, 0.025, 0.125, 0.225, 0.25, 0.5, 0.525, 0.625, 0.725, 0.75]
            ),
            ("F.interpolate(torch.arange(12.).view(1, 1, 3, 4), size=(2, 2), mode='bilinear')", [1.5, 3.5, 7.5, 9.5]),
            ("F.interpolate(torch.arange(3.).view(1, 1, 3), scale_factor=2)", [0, 0, 1, 1, 2, 2]),
            (
                "F.interpolate(torch.arange(3.).view(1, 1, 3), scale_factor=2, mode='linear')",
                [0, 0.25, 0.75, 1.25, 1.75, 2]
            ),
            ("nn.AdaptiveMaxPool2d((2, 1))(torch.arange(24.).view(1, 2, 3, 4))", [7, 11, 19, 23]),
            ("nn.AdaptiveMaxPool2d(2)(i[0])", [7, 9, 12, 14]), ("nn.AdaptiveAvgPool2d(2)(i)", [3.5, 5.5, 8.5, 10.5]),
            ("F.adaptive_avg_pool2d(j, 2)", [2.5, 4.5, 10.5, 12.5]),
            ("F.adaptive_avg_pool2d(j, (1, 3))", [6.5, 7.5, 8.5]), ("F.adaptive_max_pool2d(j, 1)", [15]),
            ("nn.AdaptiveAvgPool2d((None, 1))(j)", [1.5, 5.5, 9.5, 13.5]),
        ] as [(String, [Double])])
    func values(code: String, expected: [Double]) throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(Self.start)
        let found = try #require(try session.evaluate("(\(code)).flatten().tolist()").value.doubles)
        #expect(found.count == expected.count)
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-4 }, "\(found), PyTorch \(expected)")
    }

    @Test(
        "Gradients",
        arguments: [
            (
                "(F.conv_transpose2d(x, w, b, stride=2, padding=1, output_padding=1) ** 2).sum()",
                [-10.2, -17.08, -24.74, -40.86, 38.22, 51.5, 56.62, 75.78]
            ),
            (
                "(nn.Upsample(size=(3, 5), mode='bilinear')(x) ** 2).sum()",
                [0.9475, 2.1775, 3.4475, 4.6775, 8.4475, 9.6775, 10.9475, 12.1775]
            ),
            ("(nn.Upsample(size=3)(x) ** 2).sum()", [0, 1, 2, 1.5, 8, 5, 6, 3.5]),
        ])
    func gradients(code: String, expected: [Double]) throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(Self.start + "x.requires_grad_()\nw.requires_grad_()\n(\(code)).backward()")
        let found = try #require(try session.evaluate("x.grad.flatten().tolist()").value.doubles)
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 2e-3 }, "\(found), PyTorch \(expected)")
        guard code.contains("conv") else { return }
        let weights = try #require(try session.evaluate("w.grad.flatten()[:6].tolist()").value.doubles)
        #expect(zip(weights, [0.9, 1.4, 1.8, 1.3, 1.6, 1.9]).allSatisfy { abs($0 - $1) < 1e-3 }, "\(weights)")
    }

    @Test("The gradients of transposed convolutions are those of finite differences, also in groups")
    func checked() throws {
        #expect(
            try printed(
                """
                a = torch.randn(2, 4, 3, 2, dtype=torch.double, requires_grad=True)
                k = torch.randn(4, 1, 2, 3, dtype=torch.double, requires_grad=True)
                c = torch.randn(2, dtype=torch.double, requires_grad=True)
                f = lambda a, k, c: F.conv_transpose2d(a, k, c, stride=(2, 1), padding=1, groups=2, dilation=(1, 2))
                print(torch.autograd.gradcheck(f, (a, k, c)))
                """) == "True")
    }

    @Test(
        "What they show",
        arguments: [
            (
                "nn.ConvTranspose2d(100, 512, 4, 1, 0, bias=False)",
                "ConvTranspose2d(100, 512, kernel_size=(4, 4), stride=(1, 1), bias=False)"
            ),
            (
                "nn.ConvTranspose2d(3, 4, (3, 2), 2, 1, output_padding=1, dilation=2)",
                "ConvTranspose2d(3, 4, kernel_size=(3, 2), stride=(2, 2), padding=(1, 1), dilation=(2, 2), "
                    + "output_padding=(1, 1))"
            ),
            (
                "nn.ConvTranspose1d(3, 4, 3, padding=1)",
                "ConvTranspose1d(3, 4, kernel_size=(3,), stride=(1,), padding=(1,))"
            ),
            ("nn.ConvTranspose2d(2, 4, 3, groups=2).weight.shape", "torch.Size([2, 2, 3, 3])"),
            ("nn.Upsample(scale_factor=2)", "Upsample(scale_factor=2.0, mode='nearest')"),
            ("nn.Upsample(size=(3, 4), mode='bilinear')", "Upsample(size=(3, 4), mode='bilinear')"),
            ("nn.AdaptiveMaxPool2d(2)", "AdaptiveMaxPool2d(output_size=2)"),
        ])
    func shown(code: String, expected: String) throws {
        #expect(try printed("print(\(code))") == expected)
    }

    @Test(
        "What cannot be is said in PyTorch's words",
        arguments: [
            (
                "F.conv_transpose2d(torch.ones(1, 3, 2, 2), w2)",
                "Given transposed=1, weight of size [2, 2, 2, 2], expected input[1, 3, 2, 2] to have 2 channels, but got 3 "
                    + "channels instead"
            ),
            (
                "F.conv_transpose2d(x, w2, stride=2, output_padding=2)",
                "output padding must be smaller than either stride or dilation, but got output_padding_height: 2 "
                    + "output_padding_width: 2 stride_height: 2 stride_width: 2 dilation_height: 1 dilation_width: 1"
            ),
            ("nn.ConvTranspose2d(2, 4, 3, groups=3)", "in_channels must be divisible by groups"),
            ("F.interpolate(x)", "either size or scale_factor should be defined"),
            ("F.interpolate(x, size=4, scale_factor=2)", "only one of size or scale_factor should be defined"),
        ])
    func refusals(code: String, expected: String) {
        #expect(refused(code) == expected)
    }
}
