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
            ("torch.ones(2, 3) + torch.ones(2, 4)", "RuntimeError", "(3) must match the size of tensor b (4)"),
            ("torch.ones(2, 3) @ torch.ones(2, 3)", "RuntimeError", "cannot be multiplied (2x3 and 2x3)"),
            ("torch.nn.Linear(3, 2)(torch.ones(1, 4))", "RuntimeError", "mat1 and mat2 shapes"),
            ("torch.ones(2).view(3)", "RuntimeError", "shape '[3]' is invalid for input of size 2"),
            ("torch.ones(2, 3).sum(dim=2)", "IndexError", "Dimension out of range"),
            ("torch.ones(3)[5]", "IndexError", "index 5 is out of bounds for dimension 0 with size 3"),
            ("torch.tensor([1, 2]).mean()", "RuntimeError", "could not infer output dtype"),
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
