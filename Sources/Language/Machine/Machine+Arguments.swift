import Answers

/// How what stands in a call comes to the parameters of what is called.
extension Machine {
    /// A call in the loop that is not one of the learner's functions.
    @inline(never)
    func call(
        _ callee: Register, _ first: Register, _ count: Int, _ code: Unmanaged<Code>, _ site: Int32,
        _ isBound: Bool
    ) throws -> Value {
        guard site >= 0 else { return try call(callee.pointee, gathered(first, count)) }
        if case .word = callee.pointee {
            let address = Int(bitPattern: callee.reference(Object.self).toOpaque())
            let native = code._withUnsafeGuaranteedRef { $0.natives + Int(site) }
            if native.pointee.address != address { remember(callee.pointee, address, native, code, site) }
            if let quick = native.pointee.quick, let value = quick(first, count) { return value }
            if let body = native.pointee.body, count >= native.pointee.least, count <= native.pointee.most {
                return try body(gathered(first, count), [], context)
            }
        }
        let here = code._withUnsafeGuaranteedRef { $0.sites[Int(site)] }
        return try call(callee.pointee, try given(here, first, count, isBound), here.place)
    }

    /// Looks at the word of a call, for the next time that it is met.
    @inline(never)
    private func remember(
        _ callee: Value, _ address: Int, _ native: UnsafeMutablePointer<NativeCall>, _ code: Unmanaged<Code>,
        _ site: Int32
    ) {
        guard case .word(let word) = callee else { return }
        native.pointee = NativeCall(word: callee, address: address)
        // One that needs a permission is asked for it at every call.
        guard case .native(let body) = word.meaning, word.needs == .computing,
            code._withUnsafeGuaranteedRef({ $0.sites[Int(site)].isPlain })
        else {
            return
        }
        native.pointee.body = body
        native.pointee.quick = QuickWords.bodies[word.name]
        native.pointee.least = word.requiredCount
        native.pointee.most = word.isOpen ? .max : word.parameters.count
    }

    func given(
        _ site: CallSite, _ first: Register, _ count: Int, _ isBound: Bool
    ) throws -> [GivenArgument] {
        var given: [GivenArgument] = []
        given.reserveCapacity(count)
        if isBound { given.append(GivenArgument(value: first[0])) }
        let offset = isBound ? 1 : 0
        for (index, label) in site.labels.enumerated() {
            let value = first[index + offset]
            switch label.form {
            case .positional: given.append(GivenArgument(value: value, range: label.range))
            case .keyword(let name, let range):
                given.append(GivenArgument(keyword: (name, range), value: value, range: label.range))
            case .spread:
                for element in try elements(of: value) {
                    given.append(GivenArgument(value: element, range: label.range))
                }
            case .spreadKeywords:
                guard case .dict(let dictionary) = value else {
                    throw Diagnostic(
                        Mistake("** needs a dict of arguments", expected: "names with values: **{\"lr\": 0.1}").raised(
                            as: "TypeError"), range: label.range)
                }
                for entry in dictionary.entries {
                    guard case .text(let name) = entry.key else {
                        throw Diagnostic(
                            Mistake("\(entry.key.brief) cannot name an argument", expected: "string keys after **")
                                .raised(
                                    as: "TypeError", "keywords must be strings"), range: label.range)
                    }
                    given.append(GivenArgument(keyword: (name, label.range), value: entry.value, range: label.range))
                }
            }
        }
        return given
    }

    /// Puts the arguments by place into the registers that the function wants them in, and gives those by name.
    func arrange(
        _ code: Unmanaged<Code>, _ site: Int32, _ first: Register, _ count: inout Int,
        _ isBound: Bool
    ) throws -> [GivenArgument] {
        let here = code._withUnsafeGuaranteedRef { $0.sites[Int(site)] }
        let all = try given(here, first, count, isBound)
        let positional = all.filter { $0.keyword == nil }
        try reserve(first + positional.count)
        for (index, argument) in positional.enumerated() { first[index] = argument.value }
        count = positional.count
        return all.filter { $0.keyword != nil }
    }

    /// Gives every parameter its value. Arguments by place stand at the beginning of the registers.
    @inline(never)
    func bind(
        _ function: Function, _ window: Register, _ count: Int, _ keywords: [GivenArgument]
    ) throws {
        let code = function.code
        let plain = code.positionalCount
        var rest: [Value] = []
        if count > plain {
            guard code.hasRest else { throw misfit(function, count, keywords) }
            rest = (plain..<count).map { window[$0] }
        }
        let all = plain + code.keywordOnlyCount
        var given = [Bool](repeating: false, count: all)
        for place in 0..<Swift.min(count, plain) { given[place] = true }
        for place in Swift.min(count, plain)..<Swift.max(all, Swift.min(count, plain)) { window[place] = .missing }
        let others = Value.Dictionary()
        for keyword in keywords {
            guard let name = keyword.keyword?.name else { continue }
            if let place = code.parameters.prefix(all).firstIndex(where: { $0.name == name && !$0.isNameless }) {
                guard !given[place] else { throw misfit(function, count, keywords) }
                window[place] = keyword.value
                given[place] = true
            } else {
                guard code.hasKeywords, others[name] == nil else { throw misfit(function, count, keywords) }
                try others.set(.text(name), keyword.value)
            }
        }
        for place in 0..<all where !given[place] {
            if place < plain {
                let standard = place - (plain - function.positionalDefaults.count)
                guard standard >= 0 else { throw misfit(function, count, keywords) }
                window[place] = function.positionalDefaults[standard]
            } else {
                let standard = place - plain
                guard standard < function.keywordDefaults.count, !function.keywordDefaults[standard].isMissing else {
                    throw misfit(function, count, keywords)
                }
                window[place] = function.keywordDefaults[standard]
            }
        }
        var next = all
        if code.hasRest {
            window[next] = try Limits.tuple(rest)
            next += 1
        }
        if code.hasKeywords { window[next] = .dict(others) }
    }

    /// What is wrong with the arguments of a call.
    private func misfit(_ function: Function, _ count: Int, _ keywords: [GivenArgument]) -> any Error {
        let labels =
            [Binder.Label](repeating: .init(keyword: nil, range: nil), count: count)
            + keywords.map { .init(keyword: $0.keyword?.name, range: $0.keyword?.range) }
        let names = keywords.compactMap { $0.keyword?.name }
        let told = "\(function.code.qualifiedName)() \(Machine.misfit(function, count, names))"
        do {
            _ = try Binder(CallTarget(function), nil).assign(labels)
            // Only a parameter before `/` fits by its name and may not be given by it.
            return Mistake(
                "\(function.name) takes what stands before / without a name",
                expected: "\(function.name)(value) instead of \(function.name)(name=value)"
            ).raised(as: "TypeError", told)
        } catch var problem as Diagnostic {
            problem.mistake = problem.mistake.raised(as: "TypeError", told)
            return problem
        } catch { return error }
    }

    /// `missing 2 required positional arguments: 'a' and 'b'`; nil where none is missing.
    static func missing(_ names: [String], _ kind: String) -> String? {
        let quoted = names.map { "'\($0)'" }
        guard let last = quoted.last else { return nil }
        let list =
            quoted.count < 3
            ? quoted.joined(separator: " and ") : quoted.dropLast().joined(separator: ", ") + ", and " + last
        return "missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)"
    }

    /// The same in CPython's words, in the order in which it looks.
    private static func misfit(_ function: Function, _ count: Int, _ keywords: [String]) -> String {
        let code = function.code
        let plain = code.parameters.prefix(code.positionalCount).map(\.name)
        let others = code.parameters[code.positionalCount...].prefix(code.keywordOnlyCount).map(\.name)
        var given = Set(plain.prefix(count))
        let nameless = code.parameters.filter(\.isNameless).map(\.name).filter { keywords.contains($0) }
        if !nameless.isEmpty, !code.hasKeywords {
            let names = nameless.joined(separator: ", ")
            return "got some positional-only arguments passed as keyword arguments: '\(names)'"
        }
        for name in keywords where !nameless.contains(name) {
            if plain.contains(name) || others.contains(name) {
                guard given.insert(name).inserted else { return "got multiple values for argument '\(name)'" }
            } else if !code.hasKeywords {
                return "got an unexpected keyword argument '\(name)'"
            }
        }
        if count > plain.count, !code.hasRest {
            let least = plain.count - function.positionalDefaults.count
            let extra = others.count { given.contains($0) }
            let taken =
                function.positionalDefaults.isEmpty
                ? "\(plain.count) positional argument\(plain.count == 1 ? "" : "s")"
                : "from \(least) to \(plain.count) positional arguments"
            let all =
                extra == 0
                ? "\(count)"
                : "\(count) positional argument\(count == 1 ? "" : "s") (and \(extra) keyword-only argument\(extra == 1 ? "" : "s"))"
            return "takes \(taken) but \(all) \(count == 1 && extra == 0 ? "was" : "were") given"
        }
        let required = plain.dropLast(function.positionalDefaults.count).filter { !given.contains($0) }
        let standards = function.keywordDefaults
        let unnamed = others.enumerated().filter {
            !given.contains($0.element) && (standards.count <= $0.offset || standards[$0.offset].isMissing)
        }.map(\.element)
        return missing(Array(required), "positional") ?? missing(unnamed, "keyword-only") ?? "does not fit"
    }
}
