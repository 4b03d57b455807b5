/// What `import numpy as np` binds: names are looked up in it after a point.
final class ModuleObject: Object, @unchecked Sendable {
    let path: [String]

    init(_ path: [String]) {
        self.path = path
        super.init(.module)
    }

    override var kindName: String { "module" }
    override var spelled: String { "<module '\(path.joined(separator: "."))'>" }
}

extension Value {
    /// `numpy.linalg`, where it is a module that was imported.
    public var modulePath: String? {
        guard case .object(let object) = self, let module = object as? ModuleObject else { return nil }
        return module.path.joined(separator: ".")
    }
}
