import Answers
import Foundation
import Language
import Testing
import Vocabulary

/// A listing as a student pastes it, and what Python and its libraries made of it; `Listings/README.md` says how it is judged.
struct Listing: CustomTestStringConvertible {
    let name: String
    let text: String
    let judgement: Judgement

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Listings")
    static let snippets = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snippets")

    /// The names of all of them, in order.
    static func names(in folder: URL = Listing.folder) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
    }

    init(_ name: String, in folder: URL = Listing.folder) throws {
        self.name = name
        text = try String(contentsOf: folder.appending(path: name + ".py"), encoding: .utf8)
        judgement = try JSONDecoder().decode(
            Judgement.self, from: Data(contentsOf: folder.appending(path: name + ".json")))
    }

    var testDescription: String { name }

    /// Runs it in a session of its own and records an issue for everything that differs.
    func judge() throws {
        let place = URL(filePath: NSTemporaryDirectory()).appending(path: "listing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        let files = judgement.files ?? []
        // The folder of a process is everybody's: a listing is given the whole names of its files instead.
        let code = files.reduce(text) { code, file in
            code.replacing("'\(file)'", with: "'\(place.path)/\(file)'")
                .replacing("\"\(file)\"", with: "\"\(place.path)/\(file)\"")
        }
        let session = Session(registry: Vocabulary.registry, permission: .everything)
        session.width = judgement.width ?? session.width
        let printed: [String]
        do {
            let outcome = try session.evaluate(code)
            printed = outcome.printed
            judge(notes: outcome.notes)
        } catch let problem as Diagnostic {
            printed = problem.printed
            judge(problem)
        }
        judge(printed: printed.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) })
        for (expression, expected) in (judgement.values ?? [:]).sorted(by: { $0.key < $1.key }) {
            judge(expression, expected, in: session)
        }
        for file in files {
            #expect(
                FileManager.default.fileExists(atPath: place.appending(path: file).path), "\(name) leaves no \(file)")
        }
    }

    // MARK: Errors

    /// It came to its end: right unless it should not have, and even then where a remark says what should have stopped it.
    private func judge(notes: [String]) {
        guard let error = judgement.error else { return }
        let wanted = error.or_runs ?? []
        let isSaid = !wanted.isEmpty && wanted.allSatisfy { pattern in notes.contains { found(pattern, in: $0) } }
        #expect(isSaid, "\(name) runs on, with the remarks \(notes)")
    }

    private func judge(_ problem: Diagnostic) {
        let text = problem.message().joined(separator: "\n") + "\n" + (problem.mistake.pythonMessage ?? "")
        let line = problem.excerpt()?.lineNumber ?? 0
        guard let error = judgement.error else {
            Issue.record("\(name) stops in line \(line): \(problem.mistake.exception): \(text)")
            return
        }
        #expect(problem.mistake.exception == error.type, "\(name): \(text)")
        #expect(line == error.line, "\(name): \(text)")
        for pattern in error.mentions ?? [] {
            #expect(found(pattern, in: text), "\(name): \(text) does not speak of \(pattern)")
        }
    }

    // MARK: Lines

    private func judge(printed: [String]) {
        var rest = printed[...]
        for wanted in judgement.prints ?? [] {
            let isLine: (String) -> Bool =
                if wanted.hasPrefix("re:") {
                    { found(String(wanted.dropFirst(3)), in: $0) }
                } else {
                    { $0.replacing(/\s+$/, with: "") == wanted }
                }
            guard let place = rest.firstIndex(where: isLine) else {
                Issue.record("\(name) does not print \"\(wanted)\" after:\n\(printed.joined(separator: "\n"))")
                return
            }
            rest = rest[(place + 1)...]
        }
    }

    private func found(_ pattern: String, in text: String) -> Bool {
        text.range(of: pattern, options: .regularExpression) != nil
    }

    // MARK: Values

    private func judge(_ expression: String, _ expected: Judgement.Expected, in session: Session) {
        do {
            var value = try session.evaluate(expression).value.plain
            if case .thing = value {
                value = try session.evaluate(
                    "(\(expression)).tolist() if hasattr(\(expression), 'tolist') else list(\(expression))"
                ).value
            }
            if !expected.agrees(with: value, within: judgement.tolerance ?? 1e-6) {
                Issue.record("\(name): \(expression) is \(value.brief), not \(expected)")
            }
        } catch {
            Issue.record("\(name): \(expression): \((error as? Diagnostic)?.text() ?? "\(error)")")
        }
    }
}

/// What the file beside a listing says.
struct Judgement: Decodable {
    let prints: [String]?
    let values: [String: Expected]?
    let tolerance: Double?
    /// Columns of the terminal that the libraries printed on; 80 where nothing is said.
    let width: Int?
    let files: [String]?
    let error: Failure?

    struct Failure: Decodable {
        let type: String
        let line: Int
        let mentions: [String]?
        let or_runs: [String]?
    }

    enum Expected: Decodable {
        case none
        case bool(Bool)
        case number(Double)
        case text(String)
        case list([Expected])
        case dict([String: Expected])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .none
            } else if let flag = try? container.decode(Bool.self) {
                self = .bool(flag)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let items = try? container.decode([Expected].self) {
                self = .list(items)
            } else {
                self = .dict(try container.decode([String: Expected].self))
            }
        }

        /// Numbers within the tolerance, relative above 1; tuples, arrays and shapes are lists.
        func agrees(with value: Value, within tolerance: Double) -> Bool {
            switch (self, value.plain) {
            case (.none, .none): return true
            case (.bool(let wanted), .bool(let found)): return wanted == found
            case (.text(let wanted), .text(let found)): return wanted == found
            case (.text(let wanted), _): return Double(wanted).map { $0 == value.asDouble } ?? false
            case (.number(let wanted), _):
                guard let found = value.asDouble else { return false }
                return abs(found - wanted) <= tolerance * Swift.max(1, abs(wanted))
            case (.list(let wanted), _):
                guard let found = value.elements, found.count == wanted.count else { return false }
                return zip(wanted, found).allSatisfy { $0.agrees(with: $1, within: tolerance) }
            case (.dict(let wanted), .dict(let found)):
                return found.entries.count == wanted.count
                    && found.entries.allSatisfy { key, value in
                        guard case .text(let name) = key else { return false }
                        return wanted[name]?.agrees(with: value, within: tolerance) ?? false
                    }
            default: return false
            }
        }
    }
}
