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

    @Test("There are programs to be held to") func count() { #expect(Self.programs.count >= 4) }

    private func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false).reversed().drop { $0.isEmpty }.reversed()
    }
}
