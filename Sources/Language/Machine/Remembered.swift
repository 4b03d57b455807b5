/// One of Python's own functions as a call met it last: where its word stands, which is kept, and its body.
struct NativeCall {
    typealias Quick = @Sendable (_ first: Register, _ count: Int) -> Value?

    var word = Value.none
    var address = 0
    var least = 0
    var most = 0
    var body: (@Sendable ([Value], [(name: String, value: Value)], Context) throws -> Value)?
    /// The same of arguments that stand in registers, where they are plain; nil leaves them to the body.
    var quick: Quick?
}

/// Where an attribute was found last: instances of one shape have it at one place.
struct AttributeCache {
    var name: String
    var range: SourceRange
    /// The address of the shape, −1 for none; the shape is kept, so that no other gets that address.
    var shapeID = -1
    var shape: Shape?
    var place = 0
    /// The shape that instances have after they got the attribute as a new one, and the address of the one before.
    var grown: Shape?
    var grownFrom = -1
    var origin: Shape?
    /// The function that a method name meant.
    var function: Function?
    /// The method that a name meant of a list, dict, set or string, and which of them it was.
    var quick: QuickMethod?
    var quickTag: UInt8 = 0
    /// What is remembered holds as long as no class was changed since.
    var version = -1
    /// What a name of a module meant, for code of that permission.
    var known: Value?
    var module: Object?
    var permission = Permission.computing
}
