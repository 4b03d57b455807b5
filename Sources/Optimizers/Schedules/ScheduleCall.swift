import Answers

/// The line that makes a schedule, as a person would type it: `CosineDecay(0.1, decay_steps=40, alpha=0.1)`.
/// What stands at its default is left out.
struct ScheduleCall {
    private let name: String
    private var parts: [String] = []

    init(_ name: String) { self.name = name }

    var text: String { "\(name)(\(parts.joined(separator: ", ")))" }

    func with(_ value: Double) -> ScheduleCall { adding(value.short(6)) }

    func with(_ part: String) -> ScheduleCall { adding(part) }

    func with(_ key: String, _ value: Double, unless standard: Double? = nil) -> ScheduleCall {
        value == standard ? self : adding("\(key)=\(value.short(6))")
    }

    func with(_ key: String, _ value: Int, unless standard: Int? = nil) -> ScheduleCall {
        value == standard ? self : adding("\(key)=\(value)")
    }

    func with(_ key: String, _ value: String, unless standard: String? = nil) -> ScheduleCall {
        value == standard ? self : adding("\(key)=\"\(value)\"")
    }

    func with(_ key: String, _ flag: Bool) -> ScheduleCall { flag ? adding("\(key)=True") : self }

    func with(_ key: String, list: [Double]) -> ScheduleCall {
        adding("\(key)=[\(list.map { $0.short(6) }.joined(separator: ", "))]")
    }

    func with(_ key: String, list: [Int]) -> ScheduleCall {
        adding("\(key)=[\(list.map(String.init).joined(separator: ", "))]")
    }

    private func adding(_ part: String) -> ScheduleCall {
        var copy = self
        copy.parts.append(part)
        return copy
    }
}
