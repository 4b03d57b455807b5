/// A regular expression as a tree: what CPython's `re` makes of the text of a pattern.
indirect enum PatternNode {
    /// Nothing: it always holds.
    case empty
    case characters(CharacterTest)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    /// A group with a number; its flags are settled inside of it.
    case group(Int, PatternNode)
    case repeated(PatternNode, min: Int, max: Int, Manner)
    case reference(Int, ignoresCase: Bool)
    case place(PatternPlace)
    /// Whether something stands before or behind, without taking it.
    case look(PatternNode, isAhead: Bool, isNegative: Bool)
    /// What is tried in one way alone.
    case atomic(PatternNode)
    /// One of two, as a group has matched or not.
    case conditional(Int, PatternNode, PatternNode)

    /// How often something is repeated if there is a choice.
    enum Manner { case greedy, lazy, possessive }

    /// The fewest and the most characters that it can take.
    var width: ClosedRange<Int> {
        switch self {
        case .empty, .place, .look: return 0...0
        case .characters: return 1...1
        case .sequence(let parts):
            return parts.reduce(0...0) { sum, part in
                let width = part.width
                return PatternNode.sum(
                    sum.lowerBound, width.lowerBound)...PatternNode.sum(sum.upperBound, width.upperBound)
            }
        case .alternatives(let parts):
            let widths = parts.map(\.width)
            return (widths.map(\.lowerBound).min() ?? 0)...(widths.map(\.upperBound).max() ?? 0)
        case .group(_, let part), .atomic(let part): return part.width
        case .repeated(let part, let min, let max, _):
            let width = part.width
            return PatternNode.product(width.lowerBound, min)...PatternNode.product(width.upperBound, max)
        case .reference: return 0...PatternNode.unbounded
        case .conditional(_, let yes, let no):
            let (first, second) = (yes.width, no.width)
            return Swift.min(
                first.lowerBound, second.lowerBound)...Swift.max(first.upperBound, second.upperBound)
        }
    }

    /// As often as one likes.
    static let unbounded = 1 << 40

    private static func sum(_ a: Int, _ b: Int) -> Int { Swift.min(unbounded, a + b) }
    private static func product(_ a: Int, _ b: Int) -> Int {
        a == 0 || b == 0 ? 0 : a >= unbounded / b ? unbounded : a * b
    }
}

/// A place between characters.
enum PatternPlace {
    case start, lineStart, end, lineEnd, veryEnd
    case boundary(isNegative: Bool, isASCII: Bool)
}

/// The flags of CPython's `re`, with its numbers.
struct PatternFlags: OptionSet, Hashable {
    let rawValue: Int
    static let ignoresCase = PatternFlags(rawValue: 2)
    static let locale = PatternFlags(rawValue: 4)
    static let multiline = PatternFlags(rawValue: 8)
    static let dotAll = PatternFlags(rawValue: 16)
    static let unicode = PatternFlags(rawValue: 32)
    static let verbose = PatternFlags(rawValue: 64)
    static let debug = PatternFlags(rawValue: 128)
    static let ascii = PatternFlags(rawValue: 256)
}

/// Which characters are meant.
struct CharacterTest {
    enum Item: Equatable {
        case one(UInt32)
        case range(UInt32, UInt32)
        case kind(Kind, isNegative: Bool)
    }

    /// `\d`, `\s`, `\w`
    enum Kind: Equatable { case digit, space, word }

    var items: [Item]
    var isNegative = false
    var ignoresCase = false
    var isASCII = false

    /// Any but a line end.
    static let notNewline = CharacterTest(items: [.one(10)], isNegative: true)
    /// Any.
    static let any = CharacterTest(items: [], isNegative: true)

    func holds(_ character: UInt32) -> Bool {
        var found = has(character)
        if !found, ignoresCase {
            let lower = CharacterTest.lower(character, isASCII)
            found = lower != character && has(lower)
            if !found {
                let upper = CharacterTest.upper(character, isASCII)
                found = upper != character && has(upper)
            }
        }
        return found != isNegative
    }

    private func has(_ character: UInt32) -> Bool {
        for item in items {
            switch item {
            case .one(let one): if one == character { return true }
            case .range(let low, let high): if low <= character, character <= high { return true }
            case .kind(let kind, let isNegative):
                if CharacterTest.isOf(kind, character, isASCII) != isNegative { return true }
            }
        }
        return false
    }

    static func isOf(_ kind: Kind, _ character: UInt32, _ isASCII: Bool) -> Bool {
        if character < 128 {
            switch kind {
            case .digit: return (48...57).contains(character)
            case .space:
                return character == 32 || (9...13).contains(character) || !isASCII && (28...31).contains(character)
            case .word:
                return (48...57).contains(character) || (65...90).contains(character) || (97...122).contains(character)
                    || character == 95
            }
        }
        guard !isASCII, let scalar = Unicode.Scalar(character) else { return false }
        switch kind {
        case .digit: return scalar.properties.generalCategory == .decimalNumber
        case .space:
            return character == 0x85 || scalar.properties.generalCategory == .spaceSeparator
                || [.lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        case .word:
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber, .otherNumber:
                return true
            default: return false
            }
        }
    }

    /// The small letter, where it is one character.
    static func lower(_ character: UInt32, _ isASCII: Bool) -> UInt32 {
        if character < 128 { return (65...90).contains(character) ? character + 32 : character }
        guard !isASCII, let scalar = Unicode.Scalar(character) else { return character }
        let mapped = scalar.properties.lowercaseMapping.unicodeScalars
        return mapped.count == 1 ? mapped.first?.value ?? character : character
    }

    /// The capital letter, where it is one character.
    static func upper(_ character: UInt32, _ isASCII: Bool) -> UInt32 {
        if character < 128 { return (97...122).contains(character) ? character - 32 : character }
        guard !isASCII, let scalar = Unicode.Scalar(character) else { return character }
        let mapped = scalar.properties.uppercaseMapping.unicodeScalars
        return mapped.count == 1 ? mapped.first?.value ?? character : character
    }
}

/// What is wrong with a pattern, in CPython's words.
struct PatternError: Error, Equatable {
    var message: String
    /// Where, in characters; nil where CPython names no place.
    var place: Int?
}
