import Testing

@testable import Language

/// The layout of blocks while they are typed.
@Suite struct TypingTests {
    @Test(
        "A clause belongs under the nearest header that is still open and no deeper than it",
        arguments: [
            ("if a:\n    b\n    else:", 4), ("if a:\n    b\nelse:", 0),
            ("for i in x:\n    if i:\n        b\n        elif i > 2:", 4),
            ("for i in x:\n    if i:\n        b\n    else:", 0), ("for i in x:\n    if i:\n        b\nelse:", 0),
            ("if a:\n    b\nelse:\n    c\n    else:", 0), ("try:\n    a\n    except ValueError:", 4),
            ("try:\n    a\nexcept ValueError:\n    b\n    finally:", 4),
            ("try:\n    a\nexcept E:\n    b\n    else:", 4),
            ("try:\n    a\nexcept E:\n    b\nelse:\n    c\n    finally:", 4),
            ("if a:\n    if b:\n        c\n    else:\n        d\n        else:", 8),
            ("while a:\n    b\n\n    else:", 4), ("def f():\n    else:", 0), ("else:", 0), ("if a:\n    elsewhere:", 0),
            ("if a:\n    x = {'else':", 0), ("if a: b\n    else:", 4),
            ("match a:\n    case 1:\n        b\n        case 2:", 4), ("match a:\n    case 1:", 0),
            ("match a:\n    case 1:\n        b\n    case 2:", 0),
            ("match a:\n    case 1:\n        match b:\n            case 2:", 0),
        ])
    func surplus(_ text: String, _ expected: Int) {
        #expect(Parser.surplusIndentation(of: text) == expected)
    }
}
