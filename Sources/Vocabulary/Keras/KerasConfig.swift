import Answers
import Language

/// Things as Keras writes them into configurations: `{'module': 'keras.initializers', 'class_name': 'Zeros', 'config': {}, …}`.
enum KerasConfig {
    static let parameter = Parameter("config", .dict, .required, "the dict that get_config gave")

    static func dictionary(_ entries: [(String, Value)]) -> Value.Dictionary {
        Value.Dictionary(entries.map { (.text($0.0), $0.1) })
    }

    /// - Throws: `Mistake` for what is no dict.
    static func entries(_ arguments: Arguments) throws -> Value.Dictionary {
        guard case .dict(let entries) = arguments["config"] else {
            throw arguments.mistake("config", "\(arguments["config"].brief) is no configuration", expected: "a dict")
        }
        return entries
    }

    static func object(_ module: String, _ name: String, _ config: Value.Dictionary) -> Value {
        .dict(
            dictionary([
                ("module", .text(module)), ("class_name", .text(name)), ("config", .dict(config)),
                ("registered_name", .none),
            ]))
    }

    /// The numbers of everything.
    static var float32: Value { object("keras", "DTypePolicy", dictionary([("name", .text("float32"))])) }
}
