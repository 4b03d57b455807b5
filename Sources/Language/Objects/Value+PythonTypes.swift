extension Value {
    /// An empty value of one of Python's own kinds.
    static func sample(ofTypeNamed name: String) -> Value? {
        switch name {
        case "str": .text("")
        case "list": .list([])
        case "dict": .dict(.init())
        case "tuple": .tuple([])
        case "set": (try? ValueSet()).map { .set($0) }
        case "float": .number(0)
        case "int": .int(0)
        case "complex": .complex(0, 0)
        case "bytes": .object(BytesObject([]))
        default: nil
        }
    }

    /// As Python's messages call the type: `int`, `str`, `NoneType`.
    var pythonType: String {
        switch self {
        case .none: "NoneType"
        case .int, .big: "int"
        case .number: "float"
        case .text: "str"
        case .bool: "bool"
        case .thing where array != nil: "numpy.ndarray"
        case .thing(let thing as any OfDeclaredClass): thing.declaredClass.pythonName
        case .dict(let dictionary): dictionary.typeName ?? "dict"
        case .word: "type"
        case .object(let object): object.pythonType
        default: kind
        }
    }
}
