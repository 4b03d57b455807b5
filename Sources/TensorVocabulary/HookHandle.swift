import Autograd
import Language

/// `torch.utils.hooks.RemovableHandle`: what a registered hook is taken away with.
enum HookHandle {
    /// What takes the hook away.
    private final class Removal {
        var body: (() -> Void)?

        init(_ body: @escaping () -> Void) { self.body = body }
    }

    private static let type = NativeClass(
        "RemovableHandle", module: "torch.utils.hooks",
        methods: [
            .init("remove") { object, _, _ in remove(object) },
            .init(open: "__enter__") { object, _, _, _ in .asObject(object) },
            .init(open: "__exit__") { object, _, _, _ in remove(object) },
        ])

    private static func remove(_ object: Instance) -> Value {
        let removal = object.payload as? Removal
        removal?.body?()
        removal?.body = nil
        return .none
    }

    package static func value(_ context: Context, _ remove: @escaping () -> Void) -> Value {
        let object = context.instance(of: type)
        object.payload = Removal(remove)
        return .asObject(object)
    }
}

extension Context {
    /// What messages call a hook: its name, or `<lambda>`.
    func hookName(_ hook: Value) -> String { (try? attribute("__name__", of: hook))?.asText ?? hook.typeName }
}
