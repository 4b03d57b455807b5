import Answers

/// What a word sees of its arguments before they are evaluated.
extension Machine {
    /// Wrong keywords and a wrong number of arguments are found before any argument is evaluated.
    @inline(never)
    func precheck(_ target: Register, _ code: Unmanaged<Code>, _ site: Int32, isMethod: Bool) throws {
        let called: CallTarget
        switch target.pointee {
        case .word(let word): called = CallTarget(word)
        case .object(let method as NativeMethod): called = CallTarget(name: method.name, parameters: method.parameters)
        default: return
        }
        let here = code._withUnsafeGuaranteedRef { $0.sites[Int(site)] }
        var labels: [Binder.Label] = []
        // The array in front of the arguments of its method.
        if isMethod, !target[1].isMissing { labels.append(.init(keyword: nil, range: nil)) }
        if here.isPlain, case .word(let word) = target.pointee, case .native = word.meaning {
            let count = labels.count + here.labels.count
            if count >= word.requiredCount, word.isOpen || count <= word.parameters.count { return }
        }
        for label in here.labels {
            switch label.form {
            case .positional: labels.append(.init(keyword: nil, range: label.range))
            case .keyword(let name, let range): labels.append(.init(keyword: name, range: range))
            case .spread, .spreadKeywords: return
            }
        }
        _ = try Binder(called, here.place).assign(labels)
    }

    func parameter(_ site: ArgumentSite, _ callee: Register) -> Parameter? {
        let parameters: [Parameter]
        switch callee.pointee {
        case .word(let word): parameters = word.parameters
        case .object(let method as NativeMethod): parameters = method.parameters
        case .thing(let thing as any Callable): parameters = thing.callParameters
        default: return nil
        }
        if let keyword = site.keyword { return parameters.first { $0.name == keyword || $0.aliases.contains(keyword) } }
        return site.place < parameters.count ? parameters[site.place] : nil
    }

    /// A bare name without a value of the learner's: a parameter that wants a word gets the word itself, not what it stands for, and
    /// a choice needs no quotes. Nil where the name is read as everywhere.
    func argument(_ site: ArgumentSite, _ callee: Register, isMethod: Bool) throws -> Value? {
        guard let parameter = parameter(site, callee) else { return nil }
        if parameter.type.wantsWord {
            if let word = context.registry.word(site.name) { return .word(word) }
            if let topic = MemberTopic(site.name, in: context.registry) { return .thing(topic) }
        }
        return parameter.type.bareChoices.contains(site.name) ? .text(site.name) : nil
    }

    /// The same of `base.name`.
    func argument(
        _ site: ArgumentSite, of base: Value, _ callee: Register, isMethod: Bool
    ) throws -> Value {
        if let parameter = parameter(site, callee) {
            if case .object(let module as ModuleObject) = base {
                if parameter.type.bareChoices.contains(site.name) { return .text(site.name) }
                if parameter.type.wantsWord, !isPart(site.name, of: module) {
                    return .word(try moduleWord(module.path, site.name, site.nameRange))
                }
            } else if parameter.type.wantsWord,
                let topic = MemberTopic(method: site.name, of: base, in: context.registry)
            {
                return .thing(topic)
            }
        }
        return try attribute(site.name, of: base, site.nameRange)
    }
}

extension ValueType {
    /// Choices that may be written without quotes; none where a word of that name could be meant itself.
    var bareChoices: [String] {
        switch self {
        case .choice(let choices): return choices
        case .optional(let wrapped): return wrapped.bareChoices
        case .oneOf(let types):
            let takesWords = types.contains { type in
                switch type {
                case .any, .word, .function: true
                default: false
                }
            }
            return takesWords ? [] : types.flatMap(\.bareChoices)
        default: return []
        }
    }
}
