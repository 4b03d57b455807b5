public import Answers
public import Parallel

/// How often the diagnosis is right: patients with known faults, what was said of each, and how many reruns supported it.
public struct ConfusionMatrix: Sendable {
    /// One patient and its diagnosis.
    public struct Case: Sendable {
        /// Of the patient: rows, network and fault follow from it.
        public let seed: UInt64
        /// The fault that was planted: the truth that a diagnosis is held against.
        public let fault: Patient.Fault
        /// The cause that the diagnosis puts first.
        public let named: String
        /// What the rerun with its action showed; nil for a healthy patient, and where nothing can be run again.
        public let proof: Finding.Proof?
        /// Whether the planted cause was named.
        public var isRight: Bool { named == fault.rawValue }
    }

    /// Whose rows the patients are trained on.
    public let ground: Patient.Ground
    /// All cases, by fault and seed.
    public let cases: [Case]

    /// Makes patients, diagnoses them, and tries what is proposed.
    ///
    /// - Parameters:
    ///   - seeds: of the patients of each fault.
    ///   - healthy: of those without one.
    ///   - faults: which are planted.
    ///   - confirms: whether each action is tried by a rerun.
    /// - Throws: what a training throws; `Stopped`.
    public init(
        _ ground: Patient.Ground, seeds: [UInt64], healthy: [UInt64], faults: [Patient.Fault] = Patient.Fault.planted,
        confirms: Bool, crew: Crew = .cores,
        work: Work = Work(), watch: @escaping (_ done: Int) -> Void = { _ in }
    ) throws {
        let jobs: [(fault: Patient.Fault, seed: UInt64)] =
            healthy.map { (.healthy, $0) } + faults.flatMap { fault in seeds.map { (fault, $0) } }
        let results = crew.map(jobs.count, work: work, make: { $0 }, look: watch, ended: { _, _ in }) { work, number in
            Result<Case, any Error> {
                let patient = try Patient(
                    seed: jobs[number].seed, fault: jobs[number].fault, ground: ground, work: work)
                let found = try patient.diagnosis(work: work)
                var proof: Finding.Proof?
                if confirms, !found.isHealthy, let finding = found.findings.first, finding.remedy != nil {
                    proof = try confirm(finding, work: work).proof
                }
                return Case(seed: patient.seed, fault: patient.fault, named: found.cause, proof: proof)
            }
        }
        if work.isCancelled { throw Stopped() }
        self.ground = ground
        cases = try results.compactMap { try $0?.get() }
    }

    /// The share of the faulty patients whose cause was named.
    public var accuracy: Double { share(of: cases.filter { $0.fault != .healthy }) { $0.isRight } }
    /// The share of the healthy patients that were called sick.
    public var falseAlarms: Double { share(of: cases.filter { $0.fault == .healthy }) { !$0.isRight } }
    /// The share of the right diagnoses that the rerun with the proposed action supported.
    public var confirmed: Double {
        share(of: cases.filter { $0.fault != .healthy && $0.isRight }) {
            if case .confirmed = $0.proof { true } else { false }
        }
    }

    private func share(of cases: [Case], _ holds: (Case) -> Bool) -> Double {
        cases.isEmpty ? .nan : Double(cases.filter(holds).count) / Double(cases.count)
    }

    /// A table in Markdown: a row for each planted fault, a column for each cause that was named.
    public var markdown: String {
        let faults = Patient.Fault.allCases.filter { fault in cases.contains { $0.fault == fault } }
        let others = Set(cases.map(\.named)).subtracting(faults.map(\.rawValue)).sorted()
        let names = faults.map(\.rawValue) + others
        var lines = ["| planted | " + names.joined(separator: " | ") + " | confirmed |"]
        lines.append("|---|" + String(repeating: "---|", count: names.count + 1))
        for fault in faults {
            let own = cases.filter { $0.fault == fault }
            let counts = names.map { name in own.filter { $0.named == name }.count }
            let right = own.filter(\.isRight)
            let supported = right.filter { if case .confirmed = $0.proof { true } else { false } }.count
            lines.append(
                "| \(fault.rawValue) | " + counts.map { $0 == 0 ? "" : "\($0)" }.joined(separator: " | ")
                    + " | \(fault == .healthy ? "" : "\(supported) of \(right.count)") |")
        }
        return lines.joined(separator: "\n")
    }
}

extension ConfusionMatrix: Presentable {
    /// `confusion matrix`
    public static var kind: String { "confusion matrix" }

    /// How many were right, and how many healthy ones were called sick.
    public var summary: String {
        "\(ground.rawValue): \((100 * accuracy).short(3)) % of \(cases.filter { $0.fault != .healthy }.count) faults named, "
            + "\((100 * falseAlarms).short(3)) % of \(cases.filter { $0.fault == .healthy }.count) healthy trainings called sick"
    }

    /// The table under its summary.
    public func table(width: Int) -> String { summary + "\n\n" + markdown }
}
