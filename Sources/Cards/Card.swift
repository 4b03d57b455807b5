import Answers

/// What is known of something that is called by name and has hyperparameters, such as a schedule, a solver or a loss: one
/// declaration, from which come its word, its checks, its help and its values.
///
/// A card stands in the file of what it makes, as `static let card = ScheduleCard(`; from there the build plugin
/// `Catalogue` finds it.
public struct Card<Product>: Sendable {
    /// The name as it is typed: `CosineDecay`.
    public let name: String
    /// Other names for it.
    public let aliases: [String]
    /// The names under which it is given as text: `activation="leaky_relu"`.
    public let called: [Spelling]
    /// Where it stands in the reference.
    public let chapter: Chapter
    /// What it does, in one line without a full stop.
    public let summary: String
    /// The formula as its source writes it, lines separated by newlines.
    public let formula: String
    /// Paper and equation, or framework and version.
    public let source: String
    /// What differs between frameworks and what is easily misread, one sentence each.
    public let differences: [String]
    /// What it takes, in the order in which it may be given by place.
    public let hyperparameters: [Hyperparameter]
    /// A line that makes one.
    public let example: String
    private let maker: @Sendable (Settings) throws -> Product

    /// - Parameter make: the product with checked settings; it throws a `Mistake` for values that do not go together.
    public init(
        _ name: String, aliases: [String] = [], called: [Spelling] = [], chapter: Chapter, summary: String,
        formula: String = "", source: String,
        differences: [String] = [], example: String, _ hyperparameters: [Hyperparameter] = [],
        make: @escaping @Sendable (Settings) throws -> Product
    ) {
        self.name = name
        self.aliases = aliases
        self.called = called
        self.chapter = chapter
        self.summary = summary
        self.formula = formula
        self.source = source
        self.differences = differences
        self.hyperparameters = hyperparameters
        self.example = example
        maker = make
    }

    /// The thing with these hyperparameters.
    ///
    /// - Throws: `Mistake` for an unknown name, a value out of range or missing, or values that do not go together.
    public func make(_ given: [String: Hyperparameter.Value], dialect: Dialect = .keras) throws -> Product {
        var given = given
        let settings = try Settings(hyperparameters, &given, dialect, of: name)
        if let unknown = given.keys.min() {
            throw Mistake(
                "\(name) has no \(unknown)", expected: hyperparameters.map(\.name).joined(separator: ", "),
                argument: unknown)
        }
        return try maker(settings)
    }
}

/// A name under which something is given as text, and the settings that it stands for, where they are not the defaults.
public struct Spelling: Sendable, ExpressibleByStringLiteral {
    /// As it is typed: `leaky_relu`.
    public let name: String
    /// What differs from the card's defaults.
    public let given: [String: Hyperparameter.Value]

    /// A name for other settings than the defaults.
    public init(_ name: String, _ given: [String: Hyperparameter.Value]) {
        self.name = name
        self.given = given
    }

    /// A name for the defaults.
    public init(stringLiteral name: String) { self.init(name, [:]) }
}

extension Array {
    /// The card that is given as text under this name, and what the name stands for.
    public func called<Product>(_ name: String) -> (card: Card<Product>, spelling: Spelling)?
    where Element == Card<Product> {
        for card in self {
            if let spelling = card.called.first(where: { $0.name == name }) { return (card, spelling) }
        }
        return nil
    }
}

/// A chapter of the reference: cards are listed by chapter, and in the order of their files within.
public struct Chapter: Sendable, Comparable {
    /// Its place among the chapters, from 1.
    public let number: Int
    /// What stands over it.
    public let title: String

    /// - Parameter number: its place among the chapters of the same kind of card.
    public init(_ number: Int, _ title: String) {
        self.number = number
        self.title = title
    }

    /// Chapters are in the order of their numbers.
    public static func < (one: Chapter, other: Chapter) -> Bool { one.number < other.number }
}

/// Something that stands in a chapter.
public protocol Chaptered {
    var chapter: Chapter { get }
}

extension Card: Chaptered {}

extension Array where Element: Chaptered {
    /// By chapter, in the order given within each.
    public var byChapter: [Element] {
        indices.map { (self[$0].chapter, $0) }.sorted(by: <).map { self[$0.1] }
    }
}
