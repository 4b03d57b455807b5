import Answers

/// Classes derived from `enum.Flag`: their members are bits of a whole number, and every sum of bits is an object of the class as well,
/// the same one each time.
enum Flags {
    /// Under this name a class says that it is one of flags.
    static let markName = "_flag_"
    /// Under this one it has all objects that were made, by their values.
    static let knownName = "_value2member_map_"

    static let base = NativeClass(
        "Flag", module: "enum", base: Enumeration.base,
        methods: [
            operation("or") { $0 | $1 }, operation("and") { $0 & $1 }, operation("xor") { $0 ^ $1 },
            operation("ror") { $0 | $1 }, operation("rand") { $0 & $1 }, operation("rxor") { $0 ^ $1 },
            .init(open: "__invert__") { flag, _, _, _ in
                // What no member has alone is not turned: of A = 1 and BC = 6, ~A is 0.
                let single = flag.type.members.reduce(0) { $0 | ($1.instance.map(bits) ?? 0) }
                return try member(of: flag.type, .int(keeps(flag.type) ? ~bits(flag) : single & ~bits(flag)))
            },
            .init(open: "__contains__") { flag, given, _, _ in
                let other = given.first ?? .none
                guard let inner = other.instance, inner.type === flag.type else {
                    throw Mistake(
                        "\(other.brief) in a flag of \(flag.type.name)", expected: "a flag of \(flag.type.name)",
                        try: "(flag.value & \(other.brief)) != 0"
                    ).raised(
                        as: "TypeError",
                        "unsupported operand type(s) for 'in': '\(other.pythonType)' and '\(flag.type.name)'")
                }
                return .bool(bits(inner) & bits(flag) == bits(inner))
            },
            .init(open: "__bool__") { flag, _, _, _ in .bool(bits(flag) != 0) },
            .init(open: "__len__") { flag, _, _, _ in .int(bits(flag).nonzeroBitCount) },
            .init(open: "__iter__") { flag, _, _, _ in
                .object(ClosureIterator("generator", over: singles(of: flag.type, in: bits(flag))))
            },
            .init(open: "__repr__") { flag, _, _, _ in
                .text("<\(flag.type.name)\(flag["_name_"]?.asText.map { ".\($0)" } ?? ""): \(bits(flag))>")
            },
            .init(open: "__str__") { flag, _, _, _ in
                .text(flag["_name_"]?.asText.map { "\(flag.type.name).\($0)" } ?? "\(flag.type.name)(\(bits(flag)))")
            },
        ], constants: [(markName, .bool(true))])

    /// Flags that are whole numbers, with bits that no member has.
    static let whole = NativeClass(
        "IntFlag", module: "enum", base: base, methods: Enumeration.asValues,
        constants: [(Enumeration.mixedName, .text("int"))])

    // MARK: Bits

    /// 0 for what somebody else has put in the place of the value.
    private static func bits(_ flag: Instance) -> Int {
        if case .int(let value)? = flag["_value_"], value >= 0, value < 1 << 62 { value } else { 0 }
    }

    /// Whether bits that no member has are kept.
    private static func keeps(_ type: ClassObject) -> Bool { type.lookUp(Enumeration.mixedName) != nil }

    /// The bits of all members.
    private static func mask(of type: ClassObject) -> Int {
        guard case .dict(let map)? = type.attributes[Enumeration.mapName] else { return 0 }
        return map.entries.reduce(0) { $0 | ($1.value.instance.map(bits) ?? 0) }
    }

    /// The members of one bit that are in a value, in the order of the class.
    private static func singles(of type: ClassObject, in value: Int) -> [Value] {
        type.members.filter { member in member.instance.map { bits($0) & value == bits($0) } ?? false }
    }

    static func isSingle(_ value: Value) -> Bool {
        if case .int(let bits) = value { bits > 0 && bits.nonzeroBitCount == 1 } else { false }
    }

    /// - Throws: `Mistake` for what is no whole number from 0 to 2⁶².
    static func check(_ value: Value) throws {
        guard case .int(let bits) = value, bits >= 0, bits < 1 << 62 else {
            throw Mistake(
                "\(value.brief) is no value of a flag", expected: "a whole number from 0, below 2**62", try: "auto()"
            ).raised(as: "TypeError", "unsupported operand type(s) for |=: 'int' and '\(value.pythonType)'")
        }
    }

    /// What `auto()` is: the bit above all others.
    static func next(after values: [Value]) throws -> Value {
        let highest = values.compactMap { value -> Int? in if case .int(let bits) = value { bits } else { nil } }.max()
        guard let highest, highest > 0 else { return .int(1) }
        let place = Int.bitWidth - highest.leadingZeroBitCount
        guard place < 62 else { throw Mistake("a Flag has more than 62 bits", expected: "at most 62 members") }
        return .int(1 << place)
    }

    /// The members by their values.
    static func known(_ members: [Value]) throws -> Value.Dictionary {
        let known = Value.Dictionary()
        for member in members { try known.set(member.instance?["_value_"] ?? .none, member) }
        return known
    }

    // MARK: Objects

    private static func operation(
        _ name: String, _ apply: @escaping @Sendable (Int, Int) -> Int
    ) -> NativeClass.Method {
        .init(open: "__\(name)__") { flag, given, _, _ in
            let other = given.first ?? .none
            if let same = other.instance, same.type === flag.type {
                return try member(of: flag.type, .int(apply(bits(flag), bits(same))))
            }
            guard keeps(flag.type), let number = other.unmixed.asBig else { return .notImplemented }
            guard let number = number.asInt else { throw unfit(flag.type, other) }
            return try member(of: flag.type, .int(apply(bits(flag), number)))
        }
    }

    /// The object of a value: a member, or what several of them are together.
    ///
    /// - Throws: `Mistake` (a ValueError) for what is no whole number, and for bits that no member has.
    static func member(of type: ClassObject, _ value: Value) throws -> Value {
        guard case .dict(let known)? = type.attributes[knownName], let whole = value.unmixed.asBig else {
            throw unfit(type, value)
        }
        guard var number = whole.asInt, number.magnitude < 1 << 62 else { throw unfit(type, value) }
        if let found = try known.value(of: .int(number)) { return found }
        let mask = mask(of: type)
        let width = Int.bitWidth - mask.leadingZeroBitCount
        let all = 1 << width - 1
        if number > all || number < ~all || number & (all ^ mask) != 0 {
            guard keeps(type) else { throw invalid(type, number, mask) }
            if number < 0 {
                number += Swift.max(all + 1, 1 << (Int.bitWidth - number.magnitude.leadingZeroBitCount))
            }
        }
        if number < 0 { number += all + 1 }
        if let found = try known.value(of: .int(number)) { return found }
        let made = Instance(type)
        made.set("_value_", .int(number))
        made.set("_name_", name(of: number, type).map { .text($0) } ?? .none)
        try Limits.checkCount(known.count)
        try known.set(.int(number), .object(made))
        return .object(made)
    }

    /// `R|W`, with the rest as a number where bits are no member's; nil where no member is in it.
    private static func name(of number: Int, _ type: ClassObject) -> String? {
        var members = singles(of: type, in: number).compactMap(\.instance)
        var taken = members.reduce(0) { $0 | bits($1) }
        if taken != number, case .dict(let map)? = type.attributes[Enumeration.mapName] {
            for member in map.entries.compactMap(\.value.instance)
            where bits(member) != 0 && bits(member) & number == bits(member)
                && !members.contains(where: { $0 === member })
            {
                members.append(member)
                taken |= bits(member)
            }
        }
        guard taken != 0 else { return nil }
        let names = members.compactMap { $0["_name_"]?.asText }
        return (names + (taken == number ? [] : ["\(number ^ taken)"])).joined(separator: "|")
    }

    private static func unfit(_ type: ClassObject, _ value: Value) -> Mistake {
        Mistake("\(value.brief) is no flag of \(type.name)", expected: "a whole number below 2**62").raised(
            as: "ValueError", "\(value.repr) is not a valid \(type.name)")
    }

    private static func invalid(_ type: ClassObject, _ number: Int, _ mask: Int) -> Mistake {
        let width = Swift.max(length(number), length(mask))
        return Mistake(
            "\(number) has bits that no member of \(type.name) has",
            expected: "sums of \(Suggestions.listed(type.members.map { $0.instance?["_value_"]?.brief ?? "" }))"
        ).raised(
            as: "ValueError",
            "\(type.spelled) invalid value \(number)\n"
                + "    given \(digits(number, width))\n  allowed \(digits(mask, width))")
    }

    private static func length(_ number: Int) -> Int {
        Int.bitWidth - number.magnitude.leadingZeroBitCount
    }

    /// The sign bit, and so many bits of the two's complement.
    private static func digits(_ number: Int, _ width: Int) -> String {
        let bits = (0..<width).reversed().map { number >> $0 & 1 == 1 ? "1" : "0" }.joined()
        return "0b\(number < 0 ? "1" : "0") \(bits)"
    }
}
