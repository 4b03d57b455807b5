import Answers
import Language
import Testing
import Vocabulary

@Suite("PyTorch's words")
struct TorchTests {
    private static let loop = """
        import torch
        import torch.nn as nn
        model = nn.Linear(3, 1)
        optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
        x, y = torch.linspace(-1, 1, 12).view(4, 3), torch.ones(4, 1)
        for step in range(3):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(model(x), y)
            loss.backward()
            if step < 2:
                optimizer.step()
        """

    private func session(_ code: String) throws -> Session {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(code)
        return session
    }

    private func text(_ session: Session, _ code: String) throws -> String {
        try session.evaluate(code).printed.joined(separator: "\n")
    }

    @Test("explain takes the step of a loop apart that optimizer.step() takes then, with the same numbers")
    func explained() throws {
        let session = try session(Self.loop)
        let shown = try session.evaluate("explain(optimizer, weights=4)").value.display(width: 200)
        #expect(shown.contains("step 3 of Adam"))
        #expect(shown.contains("p0[0,0]") && shown.contains("p1[0]"))
        _ = try session.evaluate("optimizer.step()")
        let line = try #require(shown.split(separator: "\n").first { $0.contains("θ new") })
        let said = line.split(separator: " ").compactMap { Double($0) }
        let taken = try session.evaluate("model.weight[0].tolist() + [model.bias.item()]").value.doubles ?? []
        #expect(said.count == 4 && zip(said, taken).allSatisfy { abs($0 - $1) < 1e-6 }, "\(said) and \(taken)")
    }

    @Test(
        "A truncated normal has SciPy's mean and deviation in any window, however narrow or far out",
        arguments: [
            (-2.0, 2.0, 0.0, 0.8796), (5.0, 6.0, 5.1831, 0.1716), (-0.001, 0.001, 0.0, 0.00057735),
            (-7.5, -7.0, -7.1250, 0.1095), (0.5, 1e9, 1.1411, 0.5182),
        ])
    func truncatedNormal(low: Double, high: Double, mean: Double, deviation: Double) throws {
        let session = try session(
            "import torch\nx = torch.empty(20000, dtype=torch.float64)\ntorch.nn.init.trunc_normal_(x, 0, 1, \(low), \(high))"
        )
        let values = try session.evaluate("[x.mean().item(), x.std().item(), x.min().item(), x.max().item()]").value
        let found = try #require(values.doubles)
        #expect(abs(found[0] - mean) < 0.03 * deviation, "\(found[0]), SciPy \(mean)")
        #expect(abs(found[1] - deviation) < 0.03 * deviation, "\(found[1]), SciPy \(deviation)")
        #expect(found[2] >= low && found[3] <= high)
    }

    @Test(
        "A network that reads sequences both ways gives PyTorch's numbers",
        arguments: [
            ("LSTM", "[3, 1, 4] [0.1177, -0.0579, 0.257, -0.0917, 0.1791, -0.0992, 0.2165, -0.0718] 0.4221"),
            ("GRU", "[3, 1, 4] [0.1868, -0.0633, 0.3809, -0.0897, 0.2824, -0.1126, 0.3104, -0.0744] 1.6474"),
            ("RNN", "[3, 1, 4] [-0.1715, -0.0731, -0.1177, -0.0504, -0.1404, -0.1071, -0.1061, -0.0551] 2.7398"),
        ])
    func bidirectional(name: String, expected: String) throws {
        let session = try session(
            """
            import torch
            l = torch.nn.\(name)(2, 2, num_layers=2, bidirectional=True)
            with torch.no_grad():
                for i, (n, p) in enumerate(l.named_parameters()):
                    p.copy_((torch.arange(p.numel()) % 5 - 2).view(p.shape) * 0.1 + 0.01 * i)
            o, h = l(torch.arange(6.).view(3, 1, 2) / 5)
            o.sum().backward()
            """)
        let found = try text(
            session,
            "print(list(o.shape), [round(v, 4) for v in o.flatten().tolist()[:8]], round(l.weight_ih_l0_reverse.grad.sum().item(), 4))"
        )
        #expect(found == expected)
    }

    @Test(
        "Numbers beyond all measure are answered at once, by an error or by what they mean",
        arguments: [
            "nn.LSTM(2, N)", "nn.LSTM(2, 2, num_layers=N)", "nn.GRU(2, N)", "nn.Conv2d(1, 1, N)", "nn.Linear(N, 2)",
            "nn.CrossEntropyLoss(ignore_index=N)(torch.ones(1, 3), torch.tensor([0]))", "torch.arange(0, 10, N)",
            "torch.arange(6)[::N]", "torch.arange(6).chunk(N)", "nn.functional.one_hot(torch.tensor([N]))",
            "torch.bincount(torch.tensor([1]), minlength=N)", "torch.multinomial(torch.ones(3), N, replacement=True)",
            "torch.optim.LBFGS([w], max_iter=N, history_size=N).step(c)", "torch.optim.LBFGS([w], max_eval=N).step(c)",
        ])
    func beyondMeasure(code: String) throws {
        for number in ["2**63 - 1", "2**62", "-2**63"] {
            let session = try session(
                """
                import torch
                import torch.nn as nn
                w = torch.ones(2, requires_grad=True)
                def c():
                    w.grad = None
                    loss = (w * w).sum()
                    loss.backward()
                    return loss
                """)
            _ = try? session.evaluate(code.replacing("N", with: "(\(number))"))
            #expect(try text(session, "print(1 + 1)") == "2", "\(code) with \(number)")
        }
    }

    @Test(
        "The gradient of a product is the product of the others, beside a 0 too; types are named; NaN is refused on request"
    )
    func products() throws {
        let session = try session("import torch")
        for (values, dim, gradient) in [
            ("[0., 2.]", "", "[2.0, 0.0]"), ("[0., 0., 3.]", "", "[0.0, 0.0, 0.0]"),
            ("[[0., 2.], [3., 4.]]", "1", "[[2.0, 0.0], [4.0, 3.0]]"),
        ] {
            let code =
                "x = torch.tensor(\(values), requires_grad=True); x.prod(\(dim)).sum().backward(); print(x.grad.tolist())"
            #expect(try text(session, code) == gradient)
        }
        #expect(
            try text(session, "print(torch.ones(1).type(), torch.ones(1).type(torch.int64))")
                == "torch.FloatTensor tensor([1])")
        #expect(throws: (any Error).self) {
            _ = try session.evaluate(
                "x.grad[0] = float('nan'); torch.nn.utils.clip_grad_norm_([x], 1.0, error_if_nonfinite=True)")
        }
    }

    @Test("Jacobians and Hessians are those of the calculus, zeros where there is no influence")
    func derivativeTables() throws {
        let session = try session("import torch")
        let x = "torch.tensor([1., 2.])"
        let cases = [
            ("torch.autograd.functional.jacobian(lambda x: x ** 2, \(x)).tolist()", "[[2.0, 0.0], [0.0, 4.0]]"),
            ("torch.autograd.functional.hessian(lambda x: (x ** 3).sum(), \(x)).tolist()", "[[6.0, 0.0], [0.0, 12.0]]"),
            ("torch.autograd.functional.hessian(lambda x: x[0] * x[1], \(x)).tolist()", "[[0.0, 1.0], [1.0, 0.0]]"),
            ("torch.autograd.functional.jacobian(lambda x: torch.ones(2), \(x)).tolist()", "[[0.0, 0.0], [0.0, 0.0]]"),
        ]
        for (code, expected) in cases { #expect(try text(session, "print(\(code))") == expected) }
    }

    @Test("load_state_dict says which names it did not find, and which it does not have")
    func incompatibleKeys() throws {
        let session = try session("import torch\nm = torch.nn.Linear(2, 1)")
        let load = "r = m.load_state_dict({'weight': torch.ones(1, 2), 'x': torch.ones(1)}, strict=False)"
        let found = try text(session, load + "\nprint(r, r.missing_keys)\nmissing, unexpected = r\nprint(unexpected)")
        #expect(found == "_IncompatibleKeys(missing_keys=['bias'], unexpected_keys=['x']) ['bias']\n['x']")
        #expect(try text(session, "print(m.load_state_dict(m.state_dict()))") == "<All keys matched successfully>")
    }

    @Test("The same seed gives the same numbers, another one others")
    func seeded() throws {
        let session = try session("import torch")
        let draw = "print(torch.rand(3).tolist(), torch.randn(2).tolist(), torch.randperm(5).tolist())"
        let first = try text(session, "torch.manual_seed(7)\n" + draw)
        #expect(try text(session, "torch.manual_seed(7)\n" + draw) == first)
        #expect(try text(session, "torch.manual_seed(8)\n" + draw) != first)
    }

    @Test("Initial weights are those of PyTorch: bounded by 1/√inputs, biases too")
    func initialised() throws {
        let session = try session("import torch\nl = torch.nn.Linear(100, 200)")
        #expect(try session.evaluate("(l.weight.abs().max() <= 0.1).item()").value.display(width: 80) == "True")
        #expect(try session.evaluate("(l.bias.abs().max() <= 0.1).item()").value.display(width: 80) == "True")
        let deviation = try #require(try session.evaluate("l.weight.std().item()").value.asDouble)
        #expect(abs(deviation - 0.1 / 3.0.squareRoot()) < 0.002)
    }

    @Test(
        "What cannot be is refused as PyTorch refuses it",
        arguments: [
            ("torch.ones(2, 3).view(-1, -1)", "RuntimeError", "only one dimension can be inferred"),
            ("torch.ones(2, 3).permute(0, 0)", "RuntimeError", "permute(): duplicate dims are not allowed."),
            ("torch.mm(torch.ones(2, 3), torch.ones(3))", "RuntimeError", "mat2 must be a matrix"),
            (
                "torch.ones(2, 3).expand(4, 3)",
                "RuntimeError", "The expanded size of the tensor (4) must match the existing size (2)"
            ),
            (
                "torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=0.1, nesterov=True)",
                "ValueError", "Nesterov momentum requires a momentum and zero dampening"
            ),
            ("torch.ones(2, 3) + torch.ones(2, 4)", "RuntimeError", "(3) must match the size of tensor b (4)"),
            ("torch.ones(2, 3) @ torch.ones(2, 3)", "RuntimeError", "cannot be multiplied (2x3 and 2x3)"),
            ("torch.nn.Linear(3, 2)(torch.ones(1, 4))", "RuntimeError", "mat1 and mat2 shapes"),
            ("torch.ones(2).view(3)", "RuntimeError", "shape '[3]' is invalid for input of size 2"),
            ("torch.ones(2, 3).sum(dim=2)", "IndexError", "Dimension out of range"),
            ("torch.ones(3)[5]", "IndexError", "index 5 is out of bounds for dimension 0 with size 3"),
            ("torch.tensor([1, 2]).mean()", "RuntimeError", "could not infer output dtype"),
            ("float(torch.ones(2))", "ValueError", "only one element tensors"),
            ("torch.ones(2).item()", "RuntimeError", "cannot be converted to Scalar"),
            ("bool(torch.ones(2))", "RuntimeError", "more than one value is ambiguous"),
            ("torch.tensor([[1, 2], [3]])", "ValueError", "expected sequence of length 2 at dim 1 (got 1)"),
            ("torch.tensor([1], requires_grad=True)", "RuntimeError", "floating point"),
            ("torch.optim.SGD([], lr=0.1)", "ValueError", "empty parameter list"),
            (
                "torch.nn.CrossEntropyLoss()(torch.ones(1, 3), torch.tensor([3]))", "IndexError",
                "Target 3 is out of bounds"
            ),
            ("torch.nn.BCELoss()(torch.tensor([2.0]), torch.tensor([1.0]))", "RuntimeError", "between 0 and 1"),
        ])
    func refused(code: String, exception: String, message: String) throws {
        let session = try session("import torch")
        #expect {
            try session.evaluate(code)
        } throws: { error in
            guard let mistake = (error as? Diagnostic)?.mistake else { return false }
            return mistake.exception == exception && (mistake.pythonMessage ?? mistake.problem).contains(message)
        }
    }

    @Test("A rule's state goes on where state_dict() left it, and from a file")
    func resumed() throws {
        let session = try session(Self.loop)
        _ = try session.evaluate(
            """
            saved, weights = optimizer.state_dict(), {k: v.clone() for k, v in model.state_dict().items()}
            optimizer.step()
            first = model.weight.tolist()
            model.load_state_dict(weights)
            optimizer.load_state_dict(saved)
            optimizer.step()
            """)
        #expect(try session.evaluate("first == model.weight.tolist()").value.display(width: 80) == "True")
    }
}
