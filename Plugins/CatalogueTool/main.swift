// Finds what a target's files declare for its catalogues, so that a new rule, schedule, solver, landscape or chapter of
// words is one new file and nothing else. Called as `catalogue-tool LIST FILE…` by the build plugin `Catalogue`.
//
// The convention is one line, inside a type or an extension that begins at the left margin:
//
//     static let card = RuleCard(            any name; also ScheduleCard, SolverCard, Landscape and WordFamily
//     static func bowl(a: Double = 1) -> Landscape {          where every parameter has a default
//
// `private` declarations stay out. From all of them, in the order of the files' paths, comes in LIST:
//
//     enum Catalogue { static let ruleCards: [RuleCard] = [Adam.card, Adam.cardW, …] }
import Foundation

let catalogued = "RuleCard|ScheduleCard|SolverCard|Landscape|WordFamily"

/// The groups of the first match in the line.
func groups(_ pattern: String, in line: Substring) -> [String]? {
    let line = String(line)
    guard let expression = try? NSRegularExpression(pattern: pattern),
        let match = expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line))
    else { return nil }
    return (1..<match.numberOfRanges).map { Range(match.range(at: $0), in: line).map { String(line[$0]) } ?? "" }
}

var found: [String: [String]] = [:]
for file in CommandLine.arguments.dropFirst(2) {
    var owner = ""
    for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
        if let name = groups(#"^(?:public |final )*(?:extension|struct|enum|class|actor) (\w+)"#, in: line) {
            owner = name[0]
        }
        if let value = groups(#"^ +(?:public )?static let (\w+) = (\#(catalogued))\("#, in: line) {
            found[value[1], default: []].append("\(owner).\(value[0])")
        }
        if let maker = groups(#"^ +(?:public )?static func (\w+)\((.*)\) -> (\#(catalogued)) \{"#, in: line),
            maker[1].split(separator: ",").allSatisfy({ $0.contains(" = ") })
        {
            found[maker[2], default: []].append("\(owner).\(maker[0])()")
        }
    }
}

var list = "// Made by the build plugin Catalogue from the files of this module.\n\nenum Catalogue {\n"
for (type, names) in found.sorted(by: { $0.key < $1.key }) {
    let name = type.hasSuffix("y") ? "\(type.dropLast())ies" : "\(type)s"
    list += "    static let \(name.prefix(1).lowercased() + name.dropFirst()): [\(type)] = [\n"
    list += names.map { "        \($0),\n" }.joined() + "    ]\n"
}
try (list + "}\n").write(toFile: CommandLine.arguments[1], atomically: true, encoding: .utf8)
