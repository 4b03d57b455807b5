import Answers

/// A method of a string, list, dict or set, or of a thing of the laboratory, with its receiver.
final class NativeMethod: Object, @unchecked Sendable {
    enum Body {
        case builtin(BuiltinMember)
        case member(Member, any Presentable)
    }
    let body: Body
    let receiver: Value

    init(_ body: Body, _ receiver: Value) {
        self.body = body
        self.receiver = receiver
        super.init()
    }

    override var kindName: String { "method" }
    override var pythonType: String { "builtin_function_or_method" }
    override var spelled: String { "<method \(name) of \(Phrase.indefinite(receiver.kind))>" }

    var name: String {
        switch body {
        case .builtin(let member): member.name
        case .member(let member, _): member.name
        }
    }

    var parameters: [Parameter] {
        switch body {
        case .builtin(let member): member.parameters
        case .member(let member, _): member.parameters ?? []
        }
    }
}
