import Answers
import Language

/// A piece of somebody's Python, read for its calls and assignments without running it.
///
/// Blocks are not part of the language, so the reader takes one logical line at a time, drops its indentation, and
/// keeps the headers (`class …:`, `for …:`) as text.
struct Listing {
    /// One call as it stands in the listing.
    struct Call {
        /// The last part of the callee: `Adam` in `tf.keras.optimizers.Adam`.
        let name: String
        /// Everything that was written before the bracket.
        let path: [String]
        let arguments: [ArgumentSyntax]
        /// The name that the result is assigned to.
        let target: String?
        let line: Int
        /// The whole logical line, trimmed.
        let text: String

        /// The value of a keyword argument.
        func keyword(_ name: String) -> Expression? {
            for argument in arguments {
                if case .keyword(name, _) = argument.form { return argument.value }
            }
            return nil
        }

        /// A keyword argument that is a number.
        func number(_ name: String) -> Double? { keyword(name)?.literalNumber }

        /// A keyword argument that is a string.
        func text(_ name: String) -> String? {
            guard case .text(let text)? = keyword(name)?.kind else { return nil }
            return text
        }

        /// The positional arguments.
        var positional: [Expression] {
            arguments.compactMap { argument in
                if case .positional = argument.form { argument.value } else { nil }
            }
        }
    }

    struct Header {
        let line: Int
        let text: String
    }

    private(set) var calls: [Call] = []
    private var placesByName: [String: [Int]] = [:]
    private let work: Work
    private(set) var headers: [Header] = []
    private(set) var imports: [(name: ImportedName, line: Int)] = []
    /// Every name that is read anywhere.
    private(set) var usedNames: Set<String> = []
    /// Lines that could not be read, by number.
    private(set) var unreadLines: [Int] = []

    /// - Throws: `Stopped` once the work was stopped.
    init(_ text: String, work: Work) throws(Stopped) {
        self.work = work
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var at = 0
        while at < lines.count {
            if work.isCancelled { throw Stopped() }
            let first = at
            var logical = String(lines[at].trimmed)
            at += 1
            // The fences of a listing that was copied together with its Markdown.
            if logical.hasPrefix("```") { continue }
            if Listing.isHeader(logical) {
                headers.append(Header(line: first + 1, text: logical))
                continue
            }
            var statement = StatementAssembler(work: work)
            var isOpen = statement.append(logical)
            while at < lines.count, isOpen {
                isOpen = statement.append(String(lines[at]))
                at += 1
            }
            logical = statement.text
            read(logical, line: first + 1)
        }
    }

    /// The calls in the order of the lines; none once the work was stopped, so that every review ends.
    func calls(of names: String...) -> [Call] {
        guard !work.isCancelled else { return [] }
        let places = names.flatMap { placesByName[$0] ?? [] }
        return (names.count == 1 ? places : places.sorted()).map { calls[$0] }
    }

    private static func isHeader(_ line: String) -> Bool {
        let starts = ["class ", "def ", "for ", "while ", "if ", "else", "elif ", "with ", "try", "return "]
        return starts.contains { line.hasPrefix($0) } && (line.hasSuffix(":") || line.hasPrefix("return "))
    }

    private mutating func read(_ logical: String, line: Int) {
        guard let statements = try? Parser.statements(in: Source(logical)) else {
            unreadLines.append(line)
            return
        }
        for statement in statements {
            switch statement.kind {
            case .expression(let expression): visit(expression, target: nil, line, logical)
            case .assign(let targets, let value):
                var target: String?
                if case .name(let name, _)? = targets.first { target = name }
                visit(value, target: target, line, logical)
            case .augmented(_, _, let value): visit(value, target: nil, line, logical)
            case .define(_, _, let function): visit(function.body, target: nil, line, logical)
            case .import(let names): imports += names.map { ($0, line) }
            default: break
            }
        }
    }

    private mutating func visit(_ expression: Expression, target: String?, _ line: Int, _ text: String) {
        if case .name(let name) = expression.kind { usedNames.insert(name) }
        if case .call(let callee, let arguments) = expression.kind, let name = callee.dottedPath.last {
            placesByName[name, default: []].append(calls.count)
            calls.append(
                Call(
                    name: name, path: callee.dottedPath, arguments: arguments, target: target,
                    line: line + expression.line(in: text), text: String(text.trimmed)))
        }
        for child in expression.kind.children { visit(child, target: nil, line, text) }
    }
}

extension Expression {
    /// `tf.keras.optimizers.Adam` as its parts; a call in between counts by its callee, `nn.MSELoss()(…)`.
    var dottedPath: [String] {
        switch kind {
        case .name(let name): [name]
        case .attribute(let base, let name, _): base.dottedPath + [name]
        case .call(let callee, _): callee.dottedPath
        default: []
        }
    }

    /// The number that is written here, with its sign.
    var literalNumber: Double? {
        switch kind {
        case .int(let value): Double(value)
        case .number(let value): value
        case .unary(.minus, let inner): inner.literalNumber.map { -$0 }
        default: nil
        }
    }

    /// How many line ends come before this expression.
    fileprivate func line(in text: String) -> Int {
        text.utf8.prefix(range.lower).filter { $0 == UInt8(ascii: "\n") }.count
    }
}
