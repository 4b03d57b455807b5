import Answers
import Language

/// `torch.backends.cudnn`: settings that scripts begin with, and that change nothing on a processor.
final class CardSettings: Presentable {
    static var kind: String { "card settings" }
    var summary: String { "settings of graphics cards, which have no effect here" }

    static let members: [Member] = [
        flag("deterministic", false), flag("benchmark", false), flag("enabled", true),
        .method("is_available", of: CardSettings.self, returns: "bool", "whether there is such a card: not here", []) {
            _, _, _ in .bool(false)
        },
    ]

    private static func flag(_ name: String, _ standard: Bool) -> Member {
        var member = Member.attribute(name, of: CardSettings.self, "has no effect here") { _ in .bool(standard) }
        member.assign = { _, value, context in _ = try context.isTrue(value) }
        return member
    }
}
