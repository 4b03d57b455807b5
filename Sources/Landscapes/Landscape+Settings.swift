import Answers

extension Landscape {
    /// The same landscape with other parameters; those not named keep their value.
    ///
    /// - Throws: a `Mistake` for a parameter it does not have, or a value out of range.
    public func setting(_ settings: [String: Double]) throws -> Landscape {
        for name in settings.keys.sorted() where !parameters.contains(where: { $0.name == name }) {
            throw Mistake(
                "\(self.name) has no parameter \(name)",
                expected: parameters.isEmpty ? "no parameters" : parameters.map(\.name).joined(separator: ", "))
        }
        func value(_ name: String) -> Double {
            settings[name] ?? parameters.first { $0.name == name }?.value ?? 0
        }
        for (name, given) in settings.sorted(by: { $0.key < $1.key }) {
            let allowed = name == "kappa" ? given > 0 : name == "b" ? given >= 0 : true
            guard given.isFinite, allowed else {
                throw Mistake(
                    "\(name) = \(given.short(6)) does not fit \(self.name)",
                    expected: name == "kappa" ? "a finite number above 0" : "a finite number, b not below 0")
            }
        }
        switch name {
        case "rosenbrock": return .rosenbrock(a: value("a"), b: value("b"))
        case "quadratic": return .quadratic(kappa: value("kappa"))
        case "rotated_quadratic": return .rotatedQuadratic(kappa: value("kappa"), degrees: value("degrees"))
        default: return self
        }
    }
}
