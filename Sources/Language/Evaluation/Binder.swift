import Answers

/// Arguments to parameters: by position, by name or alias, repeated, by name only. Every slip is said before the
/// body runs.
struct Binder {
    let target: CallTarget
    let place: SourceRange?

    init(_ target: CallTarget, _ place: SourceRange?) {
        self.target = target
        self.place = place
    }

    struct Label {
        var keyword: String?
        var range: SourceRange?
    }

    private func failure(_ mistake: Mistake, _ range: SourceRange?) -> Diagnostic {
        Diagnostic(
            mistake.exception == "ValueError" ? mistake.raised(as: "TypeError") : mistake, range: range ?? place)
    }

    /// Which parameter each argument belongs to. A repeated keyword-only parameter takes every other keyword.
    func assign(_ labels: [Label]) throws -> [Int] {
        let parameters = target.parameters
        let positional = parameters.indices.filter { !parameters[$0].isKeywordOnly }
        var taken: [Int: String] = [:]
        var out: [Int] = []
        var next = 0
        for label in labels {
            let index: Int
            if let keyword = label.keyword {
                index = try self.index(of: keyword, label.range)
                if let before = taken[index], !parameters[index].isVariadic {
                    throw twice(parameters[index].name, before, keyword, label.range)
                }
                taken[index] = keyword
            } else {
                guard next < positional.count else { throw tooMany(labels, positional.count, label.range) }
                index = positional[next]
                if !parameters[index].isVariadic { next += 1 }
                taken[index] = ""
            }
            out.append(index)
        }
        for (index, parameter) in parameters.enumerated() where taken[index] == nil && !parameter.isVariadic {
            if case .required = parameter.standard { throw missing(parameter) }
        }
        return out
    }

    private func index(of keyword: String, _ range: SourceRange?) throws -> Int {
        let parameters = target.parameters
        if let exact = parameters.firstIndex(where: { $0.name == keyword && !($0.isVariadic && $0.isKeywordOnly) }) {
            return exact
        }
        if let alias = parameters.firstIndex(where: { $0.aliases.contains(keyword) }) { return alias }
        if let rest = parameters.firstIndex(where: { $0.isVariadic && $0.isKeywordOnly }) { return rest }
        let names = parameters.flatMap { [$0.name] + $0.aliases }
        let close = Suggestions.nearest(keyword, among: names).first ?? Suggestions.argument(keyword, among: names)
        let mistake = Mistake(
            "\(target.name) has no argument \(keyword)",
            expected: parameters.isEmpty ? "no arguments" : Suggestions.listed(parameters.map(\.name)),
            try: close.map { "\($0)=…" })
        guard target.makesLayer else { throw failure(mistake, range) }
        throw Diagnostic(
            mistake.raised(
                as: "ValueError", "Unrecognized keyword arguments passed to \(target.name): \(keyword)"),
            range: range ?? place)
    }

    private func twice(_ name: String, _ before: String, _ keyword: String, _ range: SourceRange?) -> Diagnostic {
        let problem: String
        if before.isEmpty {
            problem = "\(name) is given twice: by position and as \(keyword)="
        } else if before == keyword {
            problem = "\(name) is given twice"
        } else {
            problem = "\(before) and \(keyword) are the same argument, \(name)"
        }
        return failure(Mistake(problem, expected: "each argument once"), range)
    }

    private func tooMany(_ labels: [Label], _ most: Int, _ range: SourceRange?) -> Diagnostic {
        let given = labels.count { $0.keyword == nil }
        let problem: String
        switch most {
        case 0: problem = "\(target.name) takes no arguments without a name, \(given) given"
        case 1: problem = "\(target.name) takes 1 argument without a name, \(given) given"
        default: problem = "\(target.name) takes at most \(most) arguments without a name, \(given) given"
        }
        // Where nothing goes by place, the names are what is missing.
        let names = target.parameters.map { $0.name + "=…" }
        return failure(
            Mistake(problem, expected: most == 0 && !names.isEmpty ? Suggestions.listed(names) : target.signature),
            range)
    }

    private func missing(_ parameter: Parameter) -> Diagnostic {
        let meaning = parameter.meaning.isEmpty ? "" : ": \(parameter.meaning)"
        return failure(Mistake("\(target.name) needs \(parameter.name)\(meaning)", expected: target.signature), nil)
    }

    // MARK: Values

    func bind(_ given: [GivenArgument], _ context: Context) throws -> Arguments {
        let assigned = try assign(given.map { Label(keyword: $0.keyword?.name, range: $0.keyword?.range ?? $0.range) })
        var values: [String: Value] = [:]
        var places: [String: SourceRange] = [:]
        var spellings: [String: String] = [:]
        var repeated: [String: [Value]] = [:]
        var keywords: [String: Value.Dictionary] = [:]
        for (argument, index) in zip(given, assigned) {
            let parameter = target.parameters[index]
            let range = argument.range ?? argument.keyword?.range ?? SourceRange(0, 0)
            let value: Value
            do {
                let label = argument.keyword?.name ?? parameter.name
                let check = TypeCheck(
                    context: context, standard: parameter.standard.number, example: target.example)
                value = try check.accept(argument.value, parameter.type, label)
            } catch let mistake as Mistake {
                throw Diagnostic(mistake, range: argument.range ?? place)
            }
            if parameter.isVariadic, parameter.isKeywordOnly, let keyword = argument.keyword?.name {
                if keywords[parameter.name] == nil { keywords[parameter.name] = .init() }
                try keywords[parameter.name]?.set(.text(keyword), value)
            } else if parameter.isVariadic {
                repeated[parameter.name, default: []].append(value)
            } else {
                values[parameter.name] = value
            }
            if let keyword = argument.keyword?.name { spellings[parameter.name] = keyword }
            places[parameter.name] = places[parameter.name]?.union(range) ?? range
        }
        for parameter in target.parameters {
            if parameter.isVariadic, parameter.isKeywordOnly {
                values[parameter.name] = .dict(keywords[parameter.name] ?? .init())
            } else if parameter.isVariadic {
                values[parameter.name] = .list(repeated[parameter.name] ?? [])
            } else if values[parameter.name] == nil, case .value(let standard) = parameter.standard {
                values[parameter.name] = standard
            }
        }
        return Arguments(
            values: values, places: places, spellings: spellings, callee: target.name, callPlace: place,
            work: context.work)
    }
}
