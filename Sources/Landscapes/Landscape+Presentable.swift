public import Numbers

extension Landscape: Presentable {
    public static var kind: String { "landscape" }

    /// `rosenbrock`, or `rosenbrock(a=1, b=50)` when the landscape has parameters.
    public var summary: String {
        guard !parameters.isEmpty else { return name }
        return name + "(" + parameters.map { "\($0.name)=\($0.value.short(6))" }.joined(separator: ", ") + ")"
    }
}
