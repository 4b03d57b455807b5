public import Answers
internal import Numbers
internal import RealModule

/// What users said of items, made up so that it is known what lies behind it: a few hidden tastes of each user, as many traits of each
/// item, their product, and noise. Some ratings are known; of the others some are kept back to judge by.
public struct Ratings: Sendable, Equatable {
    /// What one user said of one item.
    public struct Entry: Sendable, Equatable {
        /// The number of the user, from 0.
        public let user: Int
        /// The number of the item, from 0.
        public let item: Int
        /// The rating itself: any number, a larger one for more liking.
        public let value: Double

        /// A rating by the numbers of user and item, both from 0.
        public init(user: Int, item: Int, value: Double) { (self.user, self.item, self.value) = (user, item, value) }
    }

    /// How many users there are.
    public let users: Int
    /// How many items there are.
    public let items: Int
    /// The ratings that are learnt from.
    public let known: [Entry]
    /// The ratings that are kept back, and that the error is measured on.
    public let hidden: [Entry]
    /// The rank behind the ratings; nil where nobody knows.
    public let rank: Int?
    /// The standard deviation of the noise; nil where nobody knows. No prediction can be nearer to the hidden ratings on the average.
    public let noise: Double?

    /// Ratings that are there already.
    ///
    /// - Throws: `Mistake` for a place outside the table, a number that is not finite, and no known rating.
    public init(users: Int, items: Int, known: [Entry], hidden: [Entry] = []) throws {
        try self.init(users: users, items: items, known: known, hidden: hidden, rank: nil, noise: nil)
    }

    private init(users: Int, items: Int, known: [Entry], hidden: [Entry], rank: Int?, noise: Double?) throws {
        guard !known.isEmpty else {
            throw Mistake("no rating is known", expected: "at least one", argument: "ratings")
        }
        if let odd = (known + hidden).first(where: {
            !(0..<users).contains($0.user) || !(0..<items).contains($0.item) || !$0.value.isFinite
        }) {
            throw Mistake(
                "user \(odd.user) rates item \(odd.item) with \(odd.value.short())",
                expected: "users below \(users), items below \(items), and finite ratings", argument: "ratings")
        }
        (self.users, self.items, self.known, self.hidden) = (users, items, known, hidden)
        (self.rank, self.noise) = (rank, noise)
    }

    /// The most ratings that may be made up: ten million.
    static let most = 10_000_000

    /// r(u, i) = 3 + a(u)·b(i)/√rank + noise·N(0, 1), a and b standard normal.
    ///
    /// - Parameters:
    ///   - share: of all ratings that are known.
    ///   - judging: of all ratings that are kept back to judge by.
    /// - Throws: `Mistake` for counts below 1, too many ratings, shares that are none or more than all; `Stopped`.
    public init(
        users: Int, items: Int, rank: Int, noise: Double = 0.3, share: Double = 0.4, judging: Double = 0.2,
        seed: UInt64, work: Work = Work()
    ) throws {
        for (name, value) in [("users", users), ("items", items), ("rank", rank)] {
            try Interval.atLeast(1).whole.check(value, name)
        }
        guard Double(users) * Double(items) <= Double(Ratings.most), rank <= 1000 else {
            throw Mistake(
                "\(users.grouped) × \(items.grouped) ratings of rank \(rank)",
                expected: "at most \(Ratings.most.grouped) ratings, and a rank of at most 1,000", argument: "users")
        }
        try Interval.nonNegative.check(noise, "noise", standard: 0.3)
        guard share > 0, judging >= 0, share + judging <= 1 else {
            throw Mistake(
                "\(share.short()) of the ratings are known and \(judging.short()) judge",
                expected: "a share above 0 that is known, and together at most 1", try: "known=0.4, hidden=0.2",
                argument: share > 0 ? "hidden" : "known")
        }
        var stream = RandomStream(seed: seed, purpose: "tastes")
        let tastes = (0..<users * rank).map { _ in stream.normal() }
        let traits = (0..<items * rank).map { _ in stream.normal() }
        var noises = RandomStream(seed: seed, purpose: "noise of ratings")
        var order = RandomStream(seed: seed, purpose: "which ratings")
        let cells = order.permutation(users * items)
        let learnt = Swift.max(1, Int((share * Double(cells.count)).rounded()))
        let judged = Swift.min(cells.count - learnt, Int((judging * Double(cells.count)).rounded()))
        let scale = Double(rank).squareRoot()
        var check = StopCheck(work)
        let entries = try cells.prefix(learnt + judged).map { cell in
            try check.pass(rank)
            let (user, item) = (cell / items, cell % items)
            var product = 0.0
            for place in 0..<rank { product += tastes[user * rank + place] * traits[item * rank + place] }
            return Entry(user: user, item: item, value: 3 + product / scale + noise * noises.normal())
        }
        try self.init(
            users: users, items: items, known: Array(entries.prefix(learnt)), hidden: Array(entries.dropFirst(learnt)),
            rank: rank, noise: noise)
    }
}

extension Ratings: Presentable {
    /// `ratings`
    public static var kind: String { "ratings" }

    /// `480 known and 240 hidden ratings of 30 items by 40 users`
    public var summary: String {
        "\(known.count.grouped) known and \(hidden.count.grouped) hidden ratings of \(items.grouped) items by "
            + "\(users.grouped) users"
    }

    /// The same, and what lies behind.
    public var sentence: String {
        guard let rank, let noise else { return summary + "." }
        return summary
            + ", made of rank \(rank) and noise of \(noise.short()), which is the least error on hidden ones."
    }
}
