public import Answers
import CClaims
import Numbers

/// All claims that the program knows.
public struct Court: Sendable {
    /// The claims of each document with their experiments, by document.
    public let files: [ClaimsFile]
    /// What could not be read of the files.
    public let faults: [Mistake]

    /// The claims in the program.
    public static let standard: Court = {
        var files: [ClaimsFile] = []
        var faults: [Mistake] = []
        for number in 0..<claims_file_count() {
            let bytes = UnsafeBufferPointer(start: claims_file_start(number), count: claims_file_size(number))
            do throws(Mistake) {
                files.append(
                    try ClaimsReader.read(String(decoding: bytes, as: UTF8.self), file: "Claims/D\(number).md"))
            } catch {
                faults.append(error)
            }
        }
        return Court(files: files, faults: faults)
    }()

    /// Code that several experiments share, by name, of all files.
    private let helpers: [String: ClaimsFile.Helper]

    /// A court over these files: claims that share an experiment get it, and what does not exist is among the faults.
    public init(files: [ClaimsFile], faults: [Mistake] = []) {
        var faults = faults
        var helpers: [String: ClaimsFile.Helper] = [:]
        for (name, helper) in files.flatMap(\.helpers) where helpers.updateValue(helper, forKey: name) != nil {
            faults.append(Mistake("the helper \(name) stands in two files", expected: "each name once"))
        }
        let known = Dictionary(
            files.flatMap(\.claims).compactMap { claim in claim.experiment.map { (claim.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        for claim in files.flatMap(\.claims) {
            if let other = claim.shared, known[other] == nil {
                faults.append(Mistake("\(claim.id): \(other) has no experiment to share"))
            }
        }
        for (owner, needs) in known.map({ ($0, $1.needs) }) + helpers.map({ ($0, $1.needs) }) {
            for name in needs where helpers[name] == nil {
                faults.append(
                    Mistake("\(owner): there is no helper \(name)", expected: "a fence with setup=\"\(name)\""))
            }
        }
        self.helpers = helpers
        self.faults = faults
        self.files = files.map { file in
            let claims = file.claims.map { claim in
                Claim(
                    id: claim.id, quote: claim.quote, remark: claim.remark,
                    experiment: claim.shared.flatMap { known[$0] } ?? claim.experiment, shared: claim.shared)
            }
            return ClaimsFile(id: file.id, title: file.title, claims: claims, helpers: file.helpers)
        }
    }

    /// The helpers that an experiment needs, each before those that need it.
    public func helpers(for experiment: Claim.Experiment) -> [(name: String, helper: ClaimsFile.Helper)] {
        var order: [(name: String, helper: ClaimsFile.Helper)] = []
        var seen: Set<String> = []
        func add(_ name: String) {
            guard let helper = helpers[name], seen.insert(name).inserted else { return }
            for other in helper.needs { add(other) }
            order.append((name, helper))
        }
        for name in experiment.needs { add(name) }
        return order
    }

    /// The whole code of an experiment, helpers first: what a person can run.
    public func source(of experiment: Claim.Experiment) -> String {
        (helpers(for: experiment).map(\.helper.code) + [experiment.code]).joined(separator: "\n\n")
    }

    /// All claims, document by document.
    public var claims: [Claim] { files.flatMap(\.claims) }

    /// The file of a document: `D4`, `d4`.
    public func file(_ document: String) -> ClaimsFile? { files.first { $0.id.lowercased() == document.lowercased() } }

    /// The claim of that id, however it is written: `D4.06`, `d4.6`.
    public func claim(_ id: String) -> Claim? {
        let parts = id.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[1]), let file = file(String(parts[0])) else { return nil }
        return file.claims.first { $0.id.split(separator: ".").last.flatMap { Int($0) } == number }
    }

    /// Ids of claims near one that does not exist: of the document it names, those with the nearest numbers.
    public func nearest(_ id: String) -> [String] {
        let parts = id.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[1]), let file = file(String(parts[0])) else { return [] }
        func distance(_ claim: Claim) -> Int {
            let own = claim.id.split(separator: ".").last.flatMap { Int($0) } ?? 0
            return abs(Swift.max(-1, Swift.min(number, 1_000)) - own)
        }
        return file.claims.sorted { (distance($0), $0.id) < (distance($1), $1.id) }.prefix(3).map(\.id)
    }

    /// Claims drawn at random, each with an experiment that no other of them shares; as many as there are where that is fewer.
    public static func draw(_ count: Int, of claims: [Claim], seed: UInt64) -> [Claim] {
        var chance = RandomStream(seed: seed, purpose: "claims drawn")
        var drawn: [Claim] = []
        var owners: Set<String> = []
        for place in chance.permutation(claims.count) where drawn.count < count {
            guard let experiment = claims[place].experiment, owners.insert(experiment.owner).inserted else { continue }
            drawn.append(claims[place])
        }
        return drawn
    }

    /// The claims whose document has that name, or whose words have that text in them.
    public func claims(about text: String) -> [Claim] {
        if let file = file(text) { return file.claims }
        let wanted = text.lowercased()
        return claims.filter { $0.quote.lowercased().contains(wanted) }
    }
}
