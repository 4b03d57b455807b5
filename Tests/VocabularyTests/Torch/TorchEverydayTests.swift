import Answers
import Language
import Testing
import Vocabulary

/// What PyTorch 2.13 prints for these lines.
@Suite("PyTorch's matrices, cells, attention, limits and print options")
struct TorchEverydayTests: ProgramSuite {
    static let start = """
        import torch
        import torch.nn as nn
        import torch.nn.functional as F
        A = torch.tensor([[4., 1., 0.], [1., 3., -1.], [0., -1., 2.]])
        B = torch.tensor([1., 2., 3.])
        M = torch.tensor([[1., 2.], [3., 4.], [5., 7.]])
        q = torch.arange(12.).view(1, 2, 3, 2) / 10
        k, v = q.flip(2), q - 0.5
        rows, h = torch.tensor([[0.5, -1., 2.], [1., 0., -0.5]]), torch.tensor([[0.1, 0.2], [-0.3, 0.4]])
        def cell(m):
            with torch.no_grad():
                for i, w in enumerate(m.parameters()):
                    w.copy_((torch.arange(float(w.numel())).view_as(w) - 3) / 10 * (i + 1))
            return m

        """

    @Test(
        "Lines",
        arguments: [
            ("torch.linalg.solve(A, B)", "tensor([-0.1111,  1.4444,  2.2222])"),
            ("torch.argsort(torch.tensor([3, 1, 2, 1]), descending=True)", "tensor([0, 2, 1, 3])"),
            ("torch.topk(torch.tensor([1., float('nan'), 3.]), 2).indices", "tensor([1, 2])"),
            ("torch.mode(torch.tensor([[1, 2, 2, 1], [5, 5, 5, 0]])).indices", "tensor([3, 2])"),
            (
                "torch.unique(torch.tensor([2., 1., 2.]), return_inverse=True, return_counts=True)",
                "(tensor([1., 2.]), tensor([1, 0, 1]), tensor([1, 2]))"
            ),
            (
                "torch.linalg.solve(A, M)",
                "tensor([[-0.3333, -0.2778],\n        [ 2.3333,  3.1111],\n        [ 3.6667,  5.0556]])"
            ),
            (
                "torch.linalg.inv(A)",
                "tensor([[ 0.2778, -0.1111, -0.0556],\n        [-0.1111,  0.4444,  0.2222],\n        [-0.0556,  0.2222,  0.6111]])"
            ),
            ("torch.allclose(A.inverse() @ A, torch.eye(3), atol=1e-6)", "True"),
            ("torch.linalg.det(A).round(decimals=3)", "tensor(18.)"),
            ("torch.linalg.svdvals(M)", "tensor([10.1914,  0.3671])"),
            ("[tuple(p.shape) for p in torch.linalg.svd(M)]", "[(3, 3), (2,), (2, 2)]"),
            ("[tuple(p.shape) for p in torch.linalg.svd(M, full_matrices=False)]", "[(3, 2), (2,), (2, 2)]"),
            ("torch.linalg.eigvalsh(A)", "tensor([1.2679, 3.0000, 4.7321])"),
            (
                "(lambda e: torch.allclose(A @ e.eigenvectors, e.eigenvectors * e.eigenvalues, atol=1e-5))(torch.linalg.eigh(A))",
                "True"
            ),
            (
                "torch.linalg.lstsq(M, B.unsqueeze(1))",
                "torch.return_types.linalg_lstsq(\nsolution=tensor([[-0.0714],\n        [ 0.5000]]),\nresiduals=tensor([]),\nrank=tensor(2),\nsingular_values=tensor([]))"
            ),
            ("torch.logit(torch.tensor([0.1, 0.5, 0.99]))", "tensor([-2.1972,  0.0000,  4.5951])"),
            ("torch.logit(torch.tensor([0., 0.5, 1.]), eps=0.01)", "tensor([-4.5951,  0.0000,  4.5951])"),
            ("torch.dist(A, A + 1)", "tensor(3.)"), ("torch.dist(B, -B, 1)", "tensor(12.)"),
            (
                "torch.tensor([1, 3, 3, 2, 2]).mode()",
                "torch.return_types.mode(\nvalues=tensor(2),\nindices=tensor(4))"
            ),
            (
                "torch.mode(torch.tensor([[1., 2., 2.], [4., 4., 0.]]), 1, True)",
                "torch.return_types.mode(\nvalues=tensor([[2.],\n        [4.]]),\nindices=tensor([[2],\n        [1]]))"
            ),
            ("torch.tensor([[1, 5, 1], [5, 5, 0], [1, 7, 0]]).mode(0).indices", "tensor([2, 1, 2])"),
            (
                "torch.finfo(torch.float32)",
                "finfo(resolution=1e-06, min=-3.40282e+38, max=3.40282e+38, eps=1.19209e-07, smallest_normal=1.17549e-38, tiny=1.17549e-38, dtype=float32)"
            ),
            ("torch.finfo(torch.float32).eps", "1.1920928955078125e-07"),
            ("torch.finfo().max", "3.4028234663852886e+38"),
            ("torch.finfo(torch.float64).min", "-1.7976931348623157e+308"),
            ("torch.finfo(torch.float32).tiny", "1.1754943508222875e-38"),
            ("torch.iinfo(torch.int64)", "iinfo(min=-9.22337e+18, max=9.22337e+18, dtype=int64)"),
            ("torch.iinfo(torch.int32).max", "2147483647"),
            ("nn.Embedding.from_pretrained(M)", "Embedding(3, 2)"),
            (
                "nn.Embedding.from_pretrained(M)(torch.tensor([0, 2]))", "tensor([[1., 2.],\n        [5., 7.]])"
            ),
            ("nn.Embedding.from_pretrained(M).weight.requires_grad", "False"),
            ("nn.Embedding.from_pretrained(M, freeze=False).weight.requires_grad", "True"),
            ("list(torch.utils.data.WeightedRandomSampler([0, 1, 0], 4))", "[1, 1, 1, 1]"),
            ("sorted(torch.utils.data.WeightedRandomSampler([1, 1, 1], 3, replacement=False))", "[0, 1, 2]"),
            ("len(torch.utils.data.WeightedRandomSampler([0, 1, 0], 4))", "4"),
            (
                "[b.tolist() for b in torch.utils.data.DataLoader(B, 2, sampler=torch.utils.data.WeightedRandomSampler([0, 0, 1], 4))]",
                "[[3.0, 3.0], [3.0, 3.0]]"
            ),
            ("nn.LSTMCell(3, 2)", "LSTMCell(3, 2)"), ("nn.GRUCell(3, 2, bias=False)", "GRUCell(3, 2, bias=False)"),
            ("nn.RNNCell(3, 2, nonlinearity='relu')", "RNNCell(3, 2, nonlinearity=relu)"),
            (
                "[n for n, _ in nn.GRUCell(3, 2).named_parameters()]",
                "['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh']"
            ),
            ("cell(nn.RNNCell(3, 2))(rows, h).detach()", "tensor([[-0.9833, -0.8076],\n        [-0.9812, -0.8937]])"),
            ("cell(nn.GRUCell(3, 2))(rows, h).detach()", "tensor([[0.5001, 0.3548],\n        [0.2741, 0.5915]])"),
            (
                "cell(nn.LSTMCell(3, 2))(rows, (h, h / 2))[0].detach()",
                "tensor([[0.1090, 0.3148],\n        [0.0189, 0.2882]])"
            ),
            (
                "cell(nn.LSTMCell(3, 2))(rows, (h, h / 2))[1].detach()",
                "tensor([[0.1100, 0.3264],\n        [0.0198, 0.3029]])"
            ),
            ("cell(nn.LSTMCell(3, 2))(rows[0])[0].detach()", "tensor([0.0925, 0.2435])"),
            ("cell(nn.GRUCell(3, 2, bias=False))(rows[0], h[0]).detach()", "tensor([0.3534, 0.3523])"),
            (
                "F.scaled_dot_product_attention(q, k, v)[0, 0]",
                "tensor([[-0.3019, -0.2019],\n        [-0.3094, -0.2094],\n        [-0.3169, -0.2169]])"
            ),
            (
                "F.scaled_dot_product_attention(q, k, v, is_causal=True)[0, 0]",
                "tensor([[-0.5000, -0.4000],\n        [-0.4035, -0.3035],\n        [-0.3169, -0.2169]])"
            ),
            (
                "F.scaled_dot_product_attention(q, k, v, torch.tensor([[True, False, True]] * 3))[0, 1]",
                "tensor([[0.2636, 0.3636],\n        [0.2528, 0.3528],\n        [0.2423, 0.3423]])"
            ),
            (
                "F.scaled_dot_product_attention(q, k, v, torch.tensor([[0., -1., 1.]] * 3), scale=2.)[0, 0]",
                "tensor([[-0.2219, -0.1219],\n        [-0.2474, -0.1474],\n        [-0.2749, -0.1749]])"
            ),
        ])
    func lines(code: String, expected: String) throws {
        #expect(try printed("print(\(code))") == expected)
    }

    @Test(
        "Gradients through matrices are PyTorch's",
        arguments: [
            (
                "(torch.linalg.solve(A, B) ** 2).sum()",
                [-0.07, 0.9095, 1.3992, 0.2551, -3.3169, -5.1029, 0.3745, -4.8683, -7.4897]
            ),
            (
                "(torch.linalg.inv(A) ** 2).sum()",
                [-0.0802, 0.1358, 0.142, 0.1358, -0.358, -0.4198, 0.142, -0.4198, -0.6358]
            ),
            ("torch.linalg.det(A) ** 2", [180, -72, -36, -72, 288, 144, -36, 144, 396]),
            (
                "(torch.linalg.eigvalsh(A) * B).sum()",
                [2.5773, 0.5773, 0, 0.5773, 2, -0.5773, 0, -0.5773, 1.4226]
            ),
            (
                "(torch.linalg.svdvals(A) * B).sum()",
                [1.4226, -0.5774, 0, -0.5774, 2, 0.5774, 0, 0.5774, 2.5774]
            ),
            (
                "torch.logit(A / 10 + 0.3, 0.01).sum()",
                [0.4762, 0.4167, 0.4762, 0.4167, 0.4167, 0.625, 0.4762, 0.625, 0.4]
            ),
            ("torch.dist(A, A.detach() + 1)", [Double](repeating: -0.3333, count: 9)),
        ])
    func gradients(code: String, expected: [Double]) throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(Self.start + "A.requires_grad_()\n(\(code)).backward()")
        let found = try #require(try session.evaluate("A.grad.flatten().tolist()").value.doubles)
        #expect(
            zip(found, expected).allSatisfy { abs($0 - $1) < 1e-3 * (1 + abs($1)) }, "\(found), PyTorch \(expected)")
    }

    @Test(
        "Second derivatives through matrices are PyTorch's",
        arguments: [
            (
                "lambda a: (torch.linalg.solve(a, B.double()) ** 2).sum()",
                [-0.29012, 0.58848, 0.80041, 0.98217, -1.15912, -1.40055, 1.39163, -1.05213, -1.05693]
            ),
            (
                "lambda a: torch.linalg.inv(a).sum()",
                [0.01578, -0.01372, -0.01303, 0.09122, -0.00686, 0.02126, 0.12277, -0.03429, -0.0048]
            ),
            ("torch.linalg.det", [0, 0, 0, -2, 0, 0, -1, 0, -1]),
        ])
    func second(code: String, expected: [Double]) throws {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(Self.start + "H = torch.autograd.functional.hessian(\(code), A.double())[0, 1]")
        let found = try #require(try session.evaluate("H.flatten().tolist()").value.doubles)
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 2e-5 }, "\(found), PyTorch \(expected)")
    }

    @Test(
        "What cannot be is said in PyTorch's words",
        arguments: [
            (
                "torch.linalg.solve(torch.ones(2, 2), torch.ones(2))",
                "torch.linalg.solve: The solver failed because the input matrix is singular."
            ),
            ("torch.linalg.inv(M)", "linalg.inv: A must be batches of square matrices, but they are 3 by 2 matrices"),
            (
                "torch.linalg.solve(A, torch.ones(2))",
                "linalg.solve: Incompatible shapes of A and B for the equation AX = B (3x3 and 2x1)"
            ),
            (
                "torch.linalg.inv(A.long())",
                "linalg.inv: Expected a floating point or complex tensor as input. Got Long"
            ),
            ("nn.Embedding.from_pretrained(B)", "Embeddings parameter is expected to be 2-dimensional"),
            (
                "torch.utils.data.WeightedRandomSampler([0, 1, 0], 0)",
                "num_samples should be a positive integer value, but got num_samples=0"
            ),
            (
                "torch.utils.data.WeightedRandomSampler([[0, 1, 0]], 2)",
                "weights should be a 1d sequence but given weights have shape (1, 3)"
            ),
            (
                "list(torch.utils.data.WeightedRandomSampler([0.2, 0.1, 0.9], 5, replacement=False))",
                "cannot sample n_sample > prob_dist.size(-1) samples without replacement"
            ),
            ("nn.RNNCell(3, 2)(torch.ones(1, 4))", "input has inconsistent input_size: got 4 expected 3"),
            (
                "nn.RNNCell(3, 2)(torch.ones(2, 3), torch.ones(1, 2))",
                "Input batch size 2 doesn't match hidden0 batch size 1"
            ),
            ("nn.LSTMCell(3, 2)(torch.ones(1, 1, 3))", "LSTMCell: Expected input to be 1D or 2D, got 3D instead"),
            (
                "torch.finfo(torch.int64)",
                "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'"
            ),
        ])
    func refusals(code: String, expected: String) {
        #expect(refused(code) == expected)
    }

    @Test(
        "set_printoptions",
        arguments: [
            ("precision=2", "tensor([1.50e+00, 1.23e-04, 3.00e+02]) tensor(3.14)"),
            ("sci_mode=False", "tensor([  1.5000,   0.0001, 300.2500]) tensor(3.1416)"),
            ("sci_mode=True", "tensor([1.5000e+00, 1.2345e-04, 3.0025e+02]) tensor(3.1416e+00)"),
            (
                "precision=8, sci_mode=False",
                "tensor([  1.50000000,   0.00012345, 300.25000000]) tensor(3.14159274)"
            ),
            ("profile='short'", "tensor([1.50e+00, 1.23e-04, 3.00e+02]) tensor(3.14)"),
            ("linewidth=30", "tensor([1.5000e+00,\n        1.2345e-04,\n        3.0025e+02]) tensor(3.1416)"),
        ])
    func printing(options: String, expected: String) throws {
        #expect(
            try printed(
                """
                torch.set_printoptions(\(options))
                print(torch.tensor([1.5, 0.00012345, 300.25]), torch.tensor(3.14159265))
                """) == expected)
    }

    @Test("Few elements at the ends, and the whole again")
    func summaries() throws {
        #expect(
            try printed(
                """
                torch.set_printoptions(threshold=5, edgeitems=2)
                print(torch.arange(12))
                torch.set_printoptions(profile='default')
                print(torch.arange(12))
                """)
                == "tensor([ 0,  1,  ..., 10, 11])\ntensor([ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11])")
    }

    @Test("A vector goes into parameters, in their order")
    func vector() throws {
        #expect(
            try printed(
                """
                m = nn.Linear(2, 1)
                nn.utils.vector_to_parameters(torch.arange(3.), m.parameters())
                print(m.weight, m.bias)
                """)
                == "Parameter containing:\ntensor([[0., 1.]], requires_grad=True) Parameter containing:\ntensor([2.], requires_grad=True)"
        )
    }
}
