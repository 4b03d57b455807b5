import Answers
import Language
import Vocabulary

/// A suite whose programs each run in a session of their own, after the same first lines.
protocol ProgramSuite {
    /// What stands before every program.
    static var start: String { get }
}

extension ProgramSuite {
    /// What a program prints.
    func printed(_ code: String) throws -> String {
        try Session(registry: Vocabulary.registry).evaluate(Self.start + code).printed.joined(separator: "\n")
    }

    /// What a line is worth after others, as it is shown on 100 columns.
    func shown(_ line: String, after lines: String) throws -> String {
        let session = Session(registry: Vocabulary.registry)
        _ = try session.evaluate(Self.start + lines)
        return try session.evaluate(line).value.display(width: 100)
    }

    /// What Python says of the mistake that a program makes.
    func refused(_ code: String) -> String {
        do {
            return "nothing was refused: \(try printed(code))"
        } catch {
            let mistake = (error as? Diagnostic)?.mistake ?? error as? Mistake
            return mistake?.pythonMessage ?? mistake?.problem ?? "\(error)"
        }
    }
}
