/// Which value has which of them.
extension BuiltinMember {
    static func named(_ name: String, of value: Value) -> BuiltinMember? { table(value)[name] }

    static func names(of value: Value) -> [String] { all(value).map(\.name) }

    static func all(_ value: Value) -> [BuiltinMember] {
        switch value {
        case .text: StringMembers.all
        case .list: ListMembers.all
        case .tuple: ListMembers.ofTuples
        case .dict(let dictionary):
            switch dictionary.typeName {
            case "Counter": DictMembers.all + DictMembers.ofCounters
            case "OrderedDict": DictMembers.all.filter { $0.name != "popitem" } + DictMembers.ofOrdered
            default: DictMembers.all
            }
        case .set: SetMembers.all
        case .int, .big: NumberMembers.ofWhole + BytesMembers.ofWhole
        case .number: NumberMembers.ofFloat
        case .object(let object):
            switch object {
            case is DequeObject: DequeMembers.all
            case let record as RecordObject where record.typeName == "torch.Size":
                ListMembers.ofTuples + ListMembers.ofShapes
            case is RecordObject: ListMembers.ofTuples + ListMembers.ofRecords
            case is IteratorObject: IteratorMembers.all
            case is ComplexObject: NumberMembers.ofComplex
            case is BytesObject: BytesMembers.all
            case let view as DictView where view.part != .values: ViewMembers.all
            default: []
            }
        default: []
        }
    }

    /// Methods of a type itself, which are asked of no value: `dict.fromkeys`, `int.from_bytes`.
    static let ofTypes: Set<String> = ["fromkeys", "from_bytes", "fromhex"]

    private static func table(_ value: Value) -> [String: BuiltinMember] {
        switch value {
        case .text: ofText
        case .list: ofLists
        case .dict(let dictionary) where dictionary.typeName == nil: ofDicts
        case .int, .big: ofWhole
        case .object(is BytesObject): ofBytes
        default: index(all(value))
        }
    }

    private static func index(_ members: [BuiltinMember]) -> [String: BuiltinMember] {
        Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0) })
    }

    nonisolated(unsafe) private static let ofText = index(StringMembers.all)
    nonisolated(unsafe) private static let ofLists = index(ListMembers.all)
    nonisolated(unsafe) private static let ofDicts = index(DictMembers.all)
    nonisolated(unsafe) private static let ofWhole = index(all(.int(0)))
    nonisolated(unsafe) private static let ofBytes = index(BytesMembers.all)
}
