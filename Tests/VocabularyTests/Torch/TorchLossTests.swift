import Answers
import Language
import Testing
import Vocabulary

/// What PyTorch 2.13 prints for these lines.
@Suite("PyTorch's losses of pairs, triples and distributions, and layers of its own names")
struct TorchLossTests: ProgramSuite {
    static let start = """
        import torch
        import torch.nn as nn
        import torch.nn.functional as F
        p, t = torch.tensor([0.2, 0.7, 0.9]), torch.tensor([0., 1., 1.])
        x = torch.tensor([[0.2, -0.7, 1.1], [0.9, 0.1, -0.4]])
        signs = torch.tensor([1., -1., -1.])
        labels = torch.tensor([[1., 0., 1.], [0., 1., 0.]])
        c, c3 = torch.tensor([0., 3., 5.]), torch.tensor([1., 2., 3.])

        """

    @Test(
        "Losses have PyTorch's arguments and values",
        arguments: [
            ("nn.PoissonNLLLoss()(p, t)", "tensor(1.3649)"),
            ("nn.PoissonNLLLoss(log_input=False)(p, t)", "tensor(0.7540)"),
            ("nn.PoissonNLLLoss(full=True)(p, c)", "tensor(1.8766)"),
            ("nn.PoissonNLLLoss(reduction='none')(p, t)", "tensor([1.2214, 1.3138, 1.5596])"),
            ("F.poisson_nll_loss(p, c, False, True, reduction='sum')", "tensor(9.9318)"),
            ("nn.GaussianNLLLoss()(p, t, torch.ones(3))", "tensor(0.0233)"),
            ("nn.GaussianNLLLoss(full=True, reduction='sum')(p, t, torch.tensor([0.5, 1., 2.]))", "tensor(2.8443)"),
            ("nn.GaussianNLLLoss()(x, x * 2, torch.tensor([[0.5], [2.0]]))", "tensor(0.3308)"),
            ("F.gaussian_nll_loss(x, x * 2, torch.tensor([0.5, 2.0]))", "tensor(0.3308)"),
            (
                "F.gaussian_nll_loss(p, t, torch.tensor([0., 1., 1.]), reduction='none')",
                "tensor([1.9993e+04, 4.5000e-02, 5.0000e-03])"
            ),
            ("F.gaussian_nll_loss(p, t, 0.5)", "tensor(-0.2999)"),
            ("nn.CosineEmbeddingLoss()(x, x + 1, torch.tensor([1, -1]))", "tensor(0.4867)"),
            (
                "nn.CosineEmbeddingLoss(margin=0.1, reduction='none')(x, x + 1, torch.tensor([1., -1.]))",
                "tensor([0.2721, 0.6013])"
            ),
            ("nn.TripletMarginLoss()(x, x + 0.1, x - 0.5)", "tensor(0.3072)"),
            (
                "nn.TripletMarginLoss(margin=0.3, p=1, swap=True, reduction='none')(x, x + 0.1, x - 0.5)",
                "tensor([0., 0.])"
            ),
            ("nn.MarginRankingLoss(margin=0.1)(p, t, torch.tensor([1., -1., 1.]))", "tensor(0.0667)"),
            ("nn.HingeEmbeddingLoss()(p, signs)", "tensor(0.2000)"),
            (
                "nn.HingeEmbeddingLoss(margin=0.8, reduction='none')(p, signs)",
                "tensor([0.2000, 0.1000, 0.0000])"
            ),
            ("nn.SoftMarginLoss()(p, signs)", "tensor(0.9808)"),
            ("nn.MultiMarginLoss()(x, torch.tensor([2, 0]))", "tensor(0.0500)"),
            (
                "nn.MultiMarginLoss(p=2, margin=0.5, weight=c3, reduction='none')(x, torch.tensor([1, 2]))",
                "tensor([4.8333, 4.2400])"
            ),
            ("nn.MultiMarginLoss()(p, torch.tensor(1))", "tensor(0.5667)"),
            ("nn.MultiLabelSoftMarginLoss()(x, labels)", "tensor(0.6145)"),
            (
                "nn.MultiLabelSoftMarginLoss(weight=c3, reduction='none')(x, labels)",
                "tensor([0.7555, 1.3563])"
            ),
            ("nn.SoftMarginLoss()(p.requires_grad_(), signs)", "tensor(0.9808, grad_fn=<SoftMarginLossBackward0>)"),
            ("nn.TripletMarginLoss()", "TripletMarginLoss()"),
        ])
    func losses(code: String, expected: String) throws {
        #expect(try printed("print(\(code))") == expected)
    }

    @Test(
        "Where kinks cancel there is a slope, and what is equally large shares it",
        arguments: [
            (
                "torch.func.grad(lambda v: F.binary_cross_entropy_with_logits(v, torch.tensor([0., 1.])))(torch.zeros(2))",
                "tensor([ 0.2500, -0.2500])"
            ),
            ("torch.func.grad(lambda v: F.logsigmoid(v).sum())(torch.tensor([0., -1.]))", "tensor([0.5000, 0.7311])"),
            (
                "torch.func.grad(lambda v: F.multilabel_soft_margin_loss(v, torch.tensor([[1., 0.]])))(torch.zeros(1, 2))",
                "tensor([[-0.2500,  0.2500]])"
            ),
            ("torch.func.hessian(lambda v: F.logsigmoid(v).sum())(torch.tensor([0.5]))", "tensor([[-0.2350]])"),
            (
                "torch.func.grad(lambda v: v.amax(0).sum())(torch.tensor([1., 1., 0.]))",
                "tensor([0.5000, 0.5000, 0.0000])"
            ),
            (
                "torch.func.grad(lambda v: torch.amin(v, (0, 1), keepdim=True).sum())(torch.tensor([[1., 1.], [2., 1.]]))",
                "tensor([[0.3333, 0.3333],\n        [0.0000, 0.3333]])"
            ),
            ("torch.amax(torch.tensor([[1., 5.], [2., 3.]]), -1, keepdim=True)", "tensor([[5.],\n        [3.]])"),
            ("torch.amax(torch.tensor([[1., 5.], [2., 3.]]), (0, 1))", "tensor(5.)"),
        ])
    func slopes(code: String, expected: String) throws {
        #expect(try printed("print(\(code))") == expected)
    }

    @Test(
        "Layers that Keras has under the same name, or has not, are PyTorch's",
        arguments: [
            ("nn.CosineSimilarity()(x, x + 1)", "tensor([0.7279, 0.7013])"),
            ("nn.CosineSimilarity(dim=0)(x, x + 1)", "tensor([ 0.9412, -0.1240,  0.8097])"),
            ("nn.PairwiseDistance()(x, x + 1)", "tensor([1.7320, 1.7320])"),
            ("nn.PairwiseDistance(p=1, keepdim=True)(x, -x)", "tensor([[4.0000],\n        [2.8000]])"),
            ("nn.Softmin(dim=1)(x)", "tensor([[0.2587, 0.6362, 0.1052],\n        [0.1450, 0.3228, 0.5322]])"),
            ("nn.GLU(dim=0)(x)", "tensor([[ 0.1422, -0.3675,  0.4414]])"),
            (
                "nn.RMSNorm(3)(x)",
                "tensor([[ 0.2626, -0.9191,  1.4444],\n        [ 1.5747,  0.1750, -0.6999]], grad_fn=<MulBackward0>)"
            ),
            (
                "nn.RMSNorm([2, 3], eps=0.1)(x).detach()",
                "tensor([[ 0.2689, -0.9410,  1.4788],\n        [ 1.2099,  0.1344, -0.5377]])"
            ),
            (
                "F.rms_norm(x, (3,), c3)",
                "tensor([[ 0.2626, -1.8383,  4.3331],\n        [ 1.5747,  0.3499, -2.0996]])"
            ),
            ("nn.RMSNorm(3)", "RMSNorm((3,), eps=None, elementwise_affine=True)"),
            ("nn.Softmin(dim=0)", "Softmin(dim=0)"), ("nn.GLU()", "GLU(dim=-1)"),
            ("nn.CosineSimilarity()", "CosineSimilarity()"),
            (
                "nn.InstanceNorm2d(2)",
                "InstanceNorm2d(2, eps=1e-05, momentum=0.1, affine=False, bias=False, track_running_stats=False)"
            ),
            (
                "nn.InstanceNorm2d(1)(torch.arange(8.).view(2, 1, 2, 2))[1]",
                "tensor([[[-1.3416, -0.4472],\n         [ 0.4472,  1.3416]]])"
            ),
            (
                "nn.InstanceNorm1d(2, affine=True)(torch.tensor([[1., 2., 4.], [0., 5., 1.]])).detach()",
                "tensor([[-1.0690, -0.2673,  1.3363],\n        [-0.9258,  1.3887, -0.4629]])"
            ),
            ("nn.RReLU(inplace=True)", "RReLU(lower=0.125, upper=0.3333333333333333, inplace=True)"),
        ])
    func layers(code: String, expected: String) throws {
        #expect(try printed("print(\(code))") == expected)
    }

    @Test(
        "Their gradients are PyTorch's",
        arguments: [
            ("nn.PoissonNLLLoss()(a, b)", [0.40713, 0.33792, -0.53114]),
            ("nn.GaussianNLLLoss()(a, b, torch.tensor([0.5, 1.0, 0.]))", [0.13333, -0.1, -966666.75]),
            ("nn.CosineSimilarity(dim=0)(a, b)", [0.06343, 0.60833, 0.48724]),
            ("nn.CosineEmbeddingLoss()(a, b, torch.tensor(-1))", [0, 0, 0]),
            ("nn.MarginRankingLoss(0.5)(a, b, torch.tensor([1., -1., 1.]))", [-0.33333, 0.33333, -0.33333]),
            ("nn.HingeEmbeddingLoss()(a, signs)", [0.33333, -0.33333, -0.33333]),
            ("nn.SoftMarginLoss()(a, signs)", [-0.15006, 0.22273, 0.09635]),
            ("nn.MultiMarginLoss(p=2)(a, torch.tensor(1))", [0.33333, -0.33333, 0]),
            ("nn.MultiLabelSoftMarginLoss()(a, torch.tensor([1., 0., 1.]))", [-0.15006, 0.22273, -0.23698]),
            ("nn.TripletMarginLoss()(a, b, torch.tensor([0.1, 0.2, 0.3]))", [-0.00826, -0.48614, -0.072]),
            ("nn.GLU()(torch.cat([a, a[:1]])).sum()", [0.46231, 0.54983, 0.0411]),
            ("(nn.RMSNorm(3)(a) * c3).sum()", [1.74192, 3.85232, 3.38334]),
            ("(nn.Softmin(0)(a) * c3).sum()", [0.31116, 0.05718, -0.36834]),
        ])
    func gradients(code: String, expected: [Double]) throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(
            """
            import torch
            import torch.nn as nn
            a, b = torch.tensor([0.2, 0.7, -0.9], requires_grad=True), torch.tensor([0., 1., 2.])
            signs, c3 = torch.tensor([1., -1., -1.]), torch.tensor([1., 2., 3.])
            (\(code)).backward()
            """)
        let found = try #require(try session.evaluate("a.grad.tolist()").value.doubles)
        for (one, other) in zip(found, expected) {
            #expect(abs(one - other) <= 2e-5 * Swift.max(1, abs(other)), "\(found), PyTorch \(expected)")
        }
    }

    @Test(
        "What cannot be is said in PyTorch's words",
        arguments: [
            ("F.gaussian_nll_loss(p, t, torch.tensor([-1., 1., 1.]))", "var has negative entry/entries"),
            ("F.glu(x)", "Halving dimension must be even, but dimension 1 is size 3"),
            (
                "nn.CosineEmbeddingLoss()(x, x, torch.ones(2, 2))",
                "0D or 1D target tensor expected, multi-target not supported"
            ),
            ("nn.InstanceNorm2d(2, track_running_stats=True)", "InstanceNorm2d keeps no running means here"),
        ])
    func refusals(code: String, expected: String) {
        #expect(refused(code).contains(expected))
    }

    @Test(
        "inplace=True trains as without it, and changes the values where they lie",
        arguments: [
            ("F.leaky_relu(y, 0.2, inplace=True)", [-0.6, -0.08, 0.6, 4], [-0.48, -0.064, 2.4, 16]),
            ("nn.LeakyReLU(0.2, inplace=True)(y)", [-0.6, -0.08, 0.6, 4], [-0.48, -0.064, 2.4, 16]),
            ("nn.ELU(inplace=True)(y)", [-0.95021, -0.32968, 0.6, 4], [-0.1892, -0.884, 2.4, 16]),
            ("nn.CELU(0.5, inplace=True)(y)", [-0.49876, -0.27534, 0.6, 4], [-0.0049453, -0.49486, 2.4, 16]),
            ("nn.SELU(inplace=True)(y)", [-1.67057, -0.57961, 0.63042, 4.2028], [-0.5849, -2.7323, 2.6495, 17.6636]),
            ("nn.SiLU(inplace=True)(y)", [-0.14228, -0.16052, 0.38739, 3.92806], [0.0501, -0.196, 1.2132, 16.5397]),
            ("nn.Mish(inplace=True)(y)", [-0.14565, -0.18892, 0.46614, 3.99741], [0.0544, -0.2626, 1.7349, 16.0605]),
            ("nn.Hardtanh(inplace=True)(y)", [-1, -0.4, 0.6, 1], [0, -1.6, 2.4, 0]),
            ("nn.ReLU6(inplace=True)(y)", [0, 0, 0.6, 4], [0, 0, 2.4, 16]),
            ("nn.Hardsigmoid(inplace=True)(y)", [0, 0.43333, 0.6, 1], [0, 0.2889, 0.4, 0]),
            ("nn.Hardswish(inplace=True)(y)", [0, -0.17333, 0.36, 4], [0, -0.2542, 1.008, 16]),
            ("nn.Threshold(0.1, 20., inplace=True)(y)", [20, 20, 0.6, 4], [0, 0, 2.4, 16]),
            ("F.relu(y, inplace=True)", [0, 0, 0.6, 4], [0, 0, 2.4, 16]),
        ])
    func inPlace(code: String, values: [Double], slopes: [Double]) throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(
            """
            import torch
            import torch.nn as nn
            import torch.nn.functional as F
            w = torch.tensor([-1.5, -0.2, 0.3, 2.0], requires_grad=True)
            y = w * 2
            z = \(code)
            z.pow(2).sum().backward()
            """)
        for (name, expected) in [("y", values), ("w.grad", slopes)] {
            let found = try #require(try session.evaluate("\(name).tolist()").value.doubles)
            #expect(
                zip(found, expected).allSatisfy { abs($0 - $1) < 1e-4 * (1 + abs($1)) }, "\(found), PyTorch \(expected)"
            )
        }
        #expect(try session.evaluate("z is y").value.repr == "True")
    }

    @Test("DCGAN's discriminator takes its steps: Conv2d, BatchNorm2d and LeakyReLU(inplace=True)")
    func discriminator() throws {
        #expect(
            try printed(
                """
                net = nn.Sequential(nn.Conv2d(1, 2, 2), nn.BatchNorm2d(2), nn.LeakyReLU(0.2, inplace=True), nn.Flatten(), nn.Linear(8, 1))
                net(torch.ones(3, 1, 3, 3)).sum().backward()
                print([q.grad is not None for q in net.parameters()])
                """) == "[True, True, True, True, True, True]")
    }
}
