import Answers
import Language

/// A piece of somebody's Python, read for its calls and assignments without running it.
///
/// The reader takes one logical line at a time and drops its indentation, of which it keeps in which blocks (`for …:`,
/// `def …:`) the line stands.
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
        /// The headers of the blocks that it stands in, outermost first: places in `headers`.
        let blocks: [Int]
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
        func text(_ name: String) -> String? { keyword(name)?.literalText }

        /// The positional arguments.
        var positional: [Expression] {
            arguments.compactMap { argument in
                if case .positional = argument.form { argument.value } else { nil }
            }
        }

        /// An argument that goes by its name or by its place.
        func argument(_ name: String, at place: Int) -> Expression? {
            keyword(name) ?? (positional.indices.contains(place) ? positional[place] : nil)
        }

        /// The name that the method is called on: `optimizer` in `optimizer.step()`.
        var owner: String { path.dropLast().joined(separator: ".") }
    }

    /// The beginning of a block.
    struct Header {
        let line: Int
        let text: String

        var isLoop: Bool { text.hasPrefix("for ") || text.hasPrefix("while ") }
    }

    private var allCalls: [Call] = []
    private var placesByName: [String: [Int]] = [:]
    private let work: Work
    private(set) var headers: [Header] = []
    private(set) var imports: [(name: ImportedName, line: Int)] = []
    /// What a name or an attribute (`self.act`) was assigned last.
    private(set) var values: [String: Expression] = [:]
    /// What attributes were set, `p.grad = None`: the name, and where.
    private(set) var settings: [(name: String, line: Int, blocks: [Int])] = []
    /// `name += value`
    private(set) var additions: [(value: Expression, line: Int, blocks: [Int])] = []
    /// What functions give back.
    private(set) var results: [(value: Expression, line: Int, blocks: [Int])] = []
    /// Every name that is read anywhere.
    private(set) var usedNames: Set<String> = []
    /// Lines that could not be read, by number.
    private(set) var unreadLines: [Int] = []
    /// The blocks that are open, with the indentation of their headers.
    private var open: [(indentation: Int, header: Int)] = []

    /// - Throws: `Stopped` once the work was stopped.
    init(_ text: String, work: Work) throws(Stopped) {
        self.work = work
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var at = 0
        while at < lines.count {
            if work.isCancelled {
                LargeValue.leaveBehind(&allCalls)
                throw Stopped()
            }
            let first = at
            let indentation = Listing.indentation(lines[at])
            var logical = String(lines[at].trimmed)
            at += 1
            // The fences of a listing that was copied together with its Markdown.
            if logical.hasPrefix("```") { continue }
            if !logical.isEmpty, !logical.hasPrefix("#") {
                while let last = open.last, last.indentation >= indentation { open.removeLast() }
            }
            if Listing.isHeader(logical) {
                open.append((indentation, headers.count))
                headers.append(Header(line: first + 1, text: logical))
                continue
            }
            var statement = StatementAssembler(work: work)
            // A decorator is read by itself; what it decorates is a header.
            var isOpen = statement.append(logical) && !logical.hasPrefix("@")
            while at < lines.count, isOpen {
                isOpen = statement.append(String(lines[at]))
                at += 1
            }
            logical = statement.text
            read(logical, line: first + 1)
        }
    }

    /// All calls in the order of the lines; none once the work was stopped, so that every review ends.
    var calls: [Call] { work.isCancelled ? [] : allCalls }

    /// The calls of these names in the order of the lines; none once the work was stopped.
    func calls(of names: String...) -> [Call] {
        guard !work.isCancelled else { return [] }
        let places = names.flatMap { placesByName[$0] ?? [] }
        return (names.count == 1 ? places : places.sorted()).map { allCalls[$0] }
    }

    /// The calls in each loop, those in its inner loops included.
    var callsByLoop: [Int: [Call]] {
        var found: [Int: [Call]] = [:]
        for call in calls {
            if work.isCancelled { return [:] }
            for block in call.blocks where headers[block].isLoop { found[block, default: []].append(call) }
        }
        return found
    }

    /// What an expression stands for, where it is a name that was given a value.
    func resolved(_ expression: Expression?) -> Expression? {
        guard let expression else { return nil }
        let path = expression.namePath
        return path.isEmpty ? expression : values[path] ?? expression
    }

    /// How often a loop goes round, where `range(n)` says it.
    func turns(of loop: Int) -> Double? {
        guard let match = headers[loop].text.firstMatch(of: /\bin\s+range\(\s*(\w+)\s*\)/) else { return nil }
        let count = String(match.output.1)
        return Double(count) ?? values[count]?.literalNumber
    }

    /// The innermost loop that a call stands in, of those within `outer`.
    func loop(of call: Call, within outer: Int? = nil) -> Int? {
        call.blocks.last { headers[$0].isLoop && (outer == nil || $0 != outer) }
    }

    private static func indentation(_ line: Substring) -> Int {
        line.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 8 : 1) }
    }

    private static func isHeader(_ line: String) -> Bool {
        let starts = ["class ", "def ", "for ", "while ", "if ", "else", "elif ", "with ", "try", "except", "finally"]
        return starts.contains { line.hasPrefix($0) } && line.hasSuffix(":")
    }

    private mutating func read(_ logical: String, line: Int) {
        let blocks = open.map(\.header)
        if logical == "return" || logical == "pass" || logical == "break" || logical == "continue" { return }
        if logical.hasPrefix("@") || logical.hasPrefix("return ") {
            // What decorates a function and what it gives back are expressions; one that cannot be read says nothing here.
            let rest = String(logical.dropFirst(logical.hasPrefix("@") ? 1 : 7))
            guard let statements = try? Parser.statements(in: Source(rest)),
                case .expression(let value)? = statements.first?.kind
            else { return }
            if logical.hasPrefix("return ") { results.append((value, line, blocks)) }
            visit(value, target: nil, line, rest, blocks)
            return
        }
        guard let statements = try? Parser.statements(in: Source(logical)) else {
            unreadLines.append(line)
            return
        }
        for statement in statements {
            switch statement.kind {
            case .expression(let expression): visit(expression, target: nil, line, logical, blocks)
            case .assign(let targets, let value):
                var target: String?
                for case .name(let name, _) in targets.prefix(1) { target = name }
                for case .attribute(let base, let name, _) in targets.prefix(1) {
                    target = base.namePath + "." + name
                    settings.append((base.namePath + "." + name, line, blocks))
                }
                if let target { values[target] = value }
                visit(value, target: target, line, logical, blocks)
            case .augmented(_, _, let value):
                additions.append((value, line, blocks))
                visit(value, target: nil, line, logical, blocks)
            case .define(_, _, let function):
                for formula in function.formula { visit(formula, target: nil, line, logical, blocks) }
            case .import(let names): imports += names.map { ($0, line) }
            default: visitParts(of: statement, line, logical, blocks)
            }
        }
    }

    /// A statement with its block on the same line.
    private mutating func visitParts(of statement: Statement, _ line: Int, _ text: String, _ blocks: [Int]) {
        for expression in statement.expressions { visit(expression, target: nil, line, text, blocks) }
        for inner in statement.blocks.joined() { visitParts(of: inner, line, text, blocks) }
    }

    private mutating func visit(
        _ expression: Expression, target: String?, _ line: Int, _ text: String, _ blocks: [Int]
    ) {
        if case .name(let name) = expression.kind { usedNames.insert(name) }
        if case .call(let callee, let arguments) = expression.kind, let name = callee.dottedPath.last {
            placesByName[name, default: []].append(allCalls.count)
            allCalls.append(
                Call(
                    name: name, path: callee.dottedPath, arguments: arguments, target: target,
                    line: line + expression.line(in: text), blocks: blocks, text: String(text.trimmed)))
        }
        for child in expression.kind.children { visit(child, target: nil, line, text, blocks) }
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

    /// `self.act` where nothing else stands in it; empty for anything but names and attributes.
    var namePath: String {
        switch kind {
        case .name(let name): name
        case .attribute(let base, let name, _): base.namePath.isEmpty ? "" : base.namePath + "." + name
        default: ""
        }
    }

    /// The last part of what is called; nil for what is no call.
    var calledName: String? {
        if case .call(let callee, _) = kind { callee.dottedPath.last } else { nil }
    }

    /// What is called with what; nil for what is no call.
    var call: (path: [String], arguments: [ArgumentSyntax])? {
        if case .call(let callee, let arguments) = kind { (callee.dottedPath, arguments) } else { nil }
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

    /// The string that is written here.
    var literalText: String? {
        if case .text(let text) = kind { text } else { nil }
    }

    /// The elements of a list or tuple that is written here.
    var listed: [Expression]? {
        switch kind {
        case .list(let items), .tuple(let items): items
        default: nil
        }
    }

    /// How many line ends come before this expression.
    fileprivate func line(in text: String) -> Int {
        text.utf8.prefix(range.lower).filter { $0 == UInt8(ascii: "\n") }.count
    }
}
