/// Something to be called that the language makes: a partial function, a remembered one, the type of a named tuple.
final class NativeFunction: Object, @unchecked Sendable {
    typealias Body = (_ arguments: [Value], _ keywords: [(name: String, value: Value)], Machine) throws -> Value

    let name: String
    /// What `.name` after it means, where it means something.
    private(set) var attributes: [String: Value]
    /// Whether an object that has it in its class is its first argument.
    let isMethod: Bool
    private(set) var body: Body

    init(_ name: String, attributes: [String: Value] = [:], isMethod: Bool = false, body: @escaping Body) {
        self.name = name
        self.attributes = attributes
        self.isMethod = isMethod
        self.body = body
        super.init()
    }

    deinit {
        Dismantling.take(&body)
        var values = Array(attributes.values)
        attributes = [:]
        if !values.isEmpty { Dismantling.take(&values) }
    }

    override var kindName: String { "function" }
    override var spelled: String { name == "NotImplemented" ? name : "<function \(name)>" }
}
