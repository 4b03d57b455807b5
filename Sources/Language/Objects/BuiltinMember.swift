/// A method of a string, list, tuple, dict, set or deque, under Python's name and with its meaning.
struct BuiltinMember {
    var name: String
    var meaning: String
    var parameters: [Parameter]
    var body: (Value, Arguments, Context) throws -> Value

    init(
        _ name: String, _ meaning: String, _ parameters: [Parameter] = [],
        body: @escaping (Value, Arguments, Context) throws -> Value
    ) {
        self.name = name
        self.meaning = meaning
        self.parameters = parameters
        self.body = body
    }

    static let value = Parameter("value", .any, .required, "what is looked for")
    static let values = Parameter("values", .any, .required, "a list, tuple or anything to go through")
}
