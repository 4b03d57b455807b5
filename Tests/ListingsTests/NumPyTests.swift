import Answers
import Foundation
import Language
import Testing
import Vocabulary

/// Programs whose lines were recorded from Python with NumPy 2.4.6 (`judges/golden/numpy_programs.py`).
@Suite struct NumPyTests {
    struct Program: Decodable, CustomTestStringConvertible {
        let name: String
        let text: String
        let printed: String
        var testDescription: String { name }
    }

    private static let programs: [Program] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/numpy.json")
        return (try? JSONDecoder().decode([Program].self, from: Data(contentsOf: file))) ?? []
    }()

    @Test("A program prints what NumPy prints, line by line", arguments: programs)
    func printing(_ program: Program) throws {
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        let printed = try session.evaluate(program.text).printed.joined(separator: "\n")
        let (ours, theirs) = (lines(printed), lines(program.printed))
        for (place, (one, other)) in zip(ours, theirs).enumerated() {
            #expect(one == other, "\(program.name), line \(place + 1)")
        }
        #expect(ours.count == theirs.count)
    }

    @Test("Arrays go out to files and come back, and code that may only compute writes none")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "arrays-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "a").path
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        let program = """
            import numpy as np
            np.savetxt('\(path).txt', [[1, 2.5], [3, 4]], fmt='%.2f', delimiter=',', header='x,y')
            print(np.loadtxt('\(path).txt', delimiter=',').tolist())
            np.save('\(path)', np.arange(6, dtype=np.int32).reshape(2, 3))
            print(repr(np.load('\(path).npy')))
            """
        #expect(
            try session.evaluate(program).printed.joined(separator: "\n")
                == "[[1.0, 2.5], [3.0, 4.0]]\narray([[0, 1, 2],\n       [3, 4, 5]], dtype=int32)")
        // What NumPy 2.4.6 writes.
        #expect(try String(contentsOfFile: path + ".txt", encoding: .utf8) == "# x,y\n1.00,2.50\n3.00,4.00\n")
        let careful = Session(registry: Vocabulary.registry)
        #expect(throws: Diagnostic.self) {
            try careful.evaluate("import numpy as np\nnp.save('\(path)2', np.zeros(3))")
        }
        #expect(!FileManager.default.fileExists(atPath: path + "2.npy"))
    }

    @Test("The name of an exception is gone when its block has ended, and means no word then")
    func spentNames() throws {
        func printed(_ text: String) throws -> [String] {
            try Session(registry: Vocabulary.registry)
                .evaluate("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    pass\n" + text).printed
        }
        // As CPython 3.11; the number e is the laboratory's own.
        #expect(
            try printed("try:\n    print(e)\nexcept NameError as problem:\n    print(problem)")
                == ["name 'e' is not defined"])
        #expect(try printed("e = 2\nprint(e)\ndel e\nprint(round(e, 3))") == ["2", "2.718"])
    }

    /// `findings/numpy-mask-assignment-overlap.sh`, `findings/numpy-eigenvalues-of-nan.sh`, `findings/torch-loaded-state-is-shared.sh`:
    /// NumPy 2.4.6 prints [0 0 1 3 1] and ±√2, PyTorch 2.13.0 the momentum 1.9 of the optimizer that was not stepped.
    @Test("Where a library disturbs what it was given, the numbers are those of an undisturbed copy")
    func undisturbed() throws {
        let printed = try Session(registry: Vocabulary.registry).evaluate(
            """
            import numpy as np
            import torch
            a = np.arange(5)
            a[np.array([False, True, True, False, True])] = a[:3]
            print(a)
            for f in (np.linalg.eigvalsh, np.linalg.eigh):
                try:
                    print(f(np.array([[np.nan, 1.0], [1.0, 2.0]])))
                except np.linalg.LinAlgError:
                    print("no eigenvalues")
            w, v = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
            one, other = torch.optim.SGD([w], lr=0.1, momentum=0.9), torch.optim.SGD([v], lr=0.1, momentum=0.9)
            w.grad, v.grad = torch.ones(2), torch.ones(2)
            one.step()
            other.load_state_dict(one.state_dict())
            other.step()
            print(one.state[w]["momentum_buffer"], other.state[v]["momentum_buffer"])
            """
        ).printed
        #expect(
            printed == [
                "[0 0 1 3 2]", "no eigenvalues", "no eigenvalues", "tensor([1., 1.]) tensor([1.9000, 1.9000])",
            ])
    }

    @Test("There are programs to be held to") func count() { #expect(Self.programs.count >= 4) }

    private func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false).reversed().drop { $0.isEmpty }.reversed()
    }
}
