/// A method of a list, dict, set or string that loops call so often that nothing is made for it: no object that holds the receiver, no
/// list of arguments. Given otherwise than by place, or with something unusual, it is the whole method of that name.
final class QuickMethod: Object, @unchecked Sendable {
    /// Receiver and arguments stand in registers one after the other; nil where the whole method has to be asked.
    let body: (_ first: Register, _ count: Int) throws -> Value?
    let name: String

    init(_ name: String, _ body: @escaping (_ first: Register, _ count: Int) throws -> Value?) {
        self.name = name
        self.body = body
        super.init(.quick)
    }

    override var kindName: String { "method" }
}
