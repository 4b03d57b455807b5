import Answers
import Diagnosis
import Foundation
import Parallel

// How often the diagnosis is right: eight faults planted on many seeds, four rarer ones on the town alone, and healthy trainings, on the
// town of house() and on the real sales of Ames. Each action that is proposed for a fault is tried by a rerun on the same seeds.
//
//     diagnosis-matrix [seeds=20] [healthy=60] [first=8000] [ground=house,ames] [write=docs/diagnosis.md] [show=wrong]
//
// The seeds from 8000 on were not used while the rules were written: those were set on seeds below 1000, and looked through from 7000 on.

/// `name=value` arguments.
let given = Dictionary(
    CommandLine.arguments.dropFirst().compactMap { argument in
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }, uniquingKeysWith: { $1 })
let (seeds, healthy) = (given["seeds"].flatMap { UInt64($0) } ?? 20, given["healthy"].flatMap { UInt64($0) } ?? 60)
let first = given["first"].flatMap { UInt64($0) } ?? 8000
let grounds = (given["ground"] ?? "house,ames").split(separator: ",").compactMap {
    Patient.Ground(rawValue: String($0))
}

var sections: [String] = []
for ground in grounds {
    let begin = ContinuousClock.now
    let matrix = try ConfusionMatrix(
        ground, seeds: Array(first..<first + seeds), healthy: Array(first..<first + healthy),
        faults: Patient.Fault.planted + (ground == .house ? Patient.Fault.further : []), confirms: true)
    let seconds = Double((ContinuousClock.now - begin).components.seconds)
    print("\(matrix.summary), in \(seconds.short(3)) s\n\n\(matrix.markdown)\n")
    for wrong in matrix.cases {
        let proof = wrong.proof?.state ?? ""
        guard !wrong.isRight || (given["show"] == "all" && proof != "confirmed" && wrong.fault != .healthy) else {
            continue
        }
        print(
            "  seed \(wrong.seed), \(wrong.fault.rawValue): \(wrong.named)", proof, wrong.proof?.trial?.sentence ?? "")
        guard given["show"] != nil else { continue }
        let patient = try Patient(seed: wrong.seed, fault: wrong.fault, ground: ground)
        print(
            patient.history.table(width: 110), try patient.diagnosis().table(width: 110), separator: "\n",
            terminator: "\n\n")
    }
    sections.append(
        """
        ## \(ground == .house ? "The town of `house()`" : "The real sales of Ames")

        Right: **\((100 * matrix.accuracy).short(3)) %** of \(matrix.cases.filter { $0.fault != .healthy }.count) faults. Healthy trainings \
        called sick: **\((100 * matrix.falseAlarms).short(3)) %** of \(matrix.cases.filter { $0.fault == .healthy }.count). Of the right \
        diagnoses \((100 * matrix.confirmed).short(3)) % were confirmed by the rerun with the proposed action.

        \(matrix.markdown)
        """)
}
if let path = given["write"] {
    let isThere = FileManager.default.fileExists(atPath: path)
    var page = isThere ? try String(contentsOfFile: path, encoding: .utf8) : ""
    // What stands above the mark is written by hand.
    let mark = "<!-- what follows is written by diagnosis-matrix -->"
    if let place = page.range(of: mark) { page = String(page[..<place.upperBound]) } else { page += "\n" + mark }
    try (page + "\n\n" + sections.joined(separator: "\n\n") + "\n").write(
        toFile: path, atomically: true, encoding: .utf8)
}
