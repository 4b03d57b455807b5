// Finds what a target's files declare for its catalogues, so that a new rule, schedule, solver, landscape or word is one
// new file and nothing else. Called as `catalogue-tool LIST FILE…` by the build plugin `Catalogue`.
//
// The convention is one line, inside a type or an extension that begins at the left margin:
//
//     static let card = RuleCard(                             any name; also ScheduleCard, SolverCard, LossCard,
//                                                             ActivationCard, MetricCard and Landscape
//     static func bowl(a: Double = 1) -> Landscape {          where every parameter has a default
//     static let words: [Word] = …                            these names; also members and coercions
//
// `private` declarations stay out. From all of them, in the order of the files' paths, comes in LIST:
//
//     enum Catalogue { static let ruleCards: [RuleCard] = [Adam.card, Adam.cardW, …] }
import Foundation

/// The groups of the first match in the line.
func groups(_ pattern: String, in line: Substring) -> [String]? {
    let line = String(line)
    guard let expression = try? NSRegularExpression(pattern: pattern),
        let match = expression.firstMatch(in: line, range: NSRange(line.startIndex..., in: line))
    else { return nil }
    return (1..<match.numberOfRanges).map { Range(match.range(at: $0), in: line).map { String(line[$0]) } ?? "" }
}

let access = "(?:public |package |internal )?"
let catalogued = "RuleCard|ScheduleCard|SolverCard|LossCard|ActivationCard|MetricCard|Landscape"
var found: [String: (type: String, places: [String])] = [:]
/// What the files import in which something was found.
var imports: Set<String> = []

/// `ruleCards` for RuleCard.
func list(of type: String) -> String { type.prefix(1).lowercased() + type.dropFirst() + "s" }

for file in CommandLine.arguments.dropFirst(2) {
    var owner = ""
    var imported: [String] = []
    var isConditional = false
    func add(_ place: String, to list: String, of type: String) {
        found[list, default: (type, [])].places.append(place)
        imports.formUnion(imported)
    }
    for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
        if let name = groups(#"^(?:public |package |final )*(?:extension|struct|enum|class|actor) (\w+)"#, in: line) {
            owner = name[0]
        } else if line.hasPrefix("#if") || line.hasPrefix("#endif") {
            isConditional = line.hasPrefix("#if")
        } else if !isConditional, let module = groups(#"^(@testable )?\#(access)(import \w+)"#, in: line) {
            imported.append(module[0] + module[1])
        } else if let card = groups(#"^ +\#(access)static let (\w+) = (\#(catalogued))\("#, in: line) {
            add("\(owner).\(card[0])", to: list(of: card[1]), of: card[1])
        } else if let made = groups(#"^ +\#(access)static func (\w+)\((.*)\) -> (\#(catalogued)) \{"#, in: line),
            made[1].split(separator: ",").allSatisfy({ $0.contains(" = ") })
        {
            add("\(owner).\(made[0])()", to: list(of: made[2]), of: made[2])
        } else if let part = groups(#"^ +\#(access)static let (words|members|coercions): (\[.+\]) ="#, in: line) {
            add("\(owner).\(part[0])", to: part[0], of: part[1])
        }
    }
}

var text = imports.sorted().map { $0 + "\n" }.joined()
text += "\n// Made by the build plugin Catalogue from the files of this module.\nenum Catalogue {\n"
for (list, (type, places)) in found.sorted(by: { $0.key < $1.key }) {
    text += "    static let \(list): [\(type)] = [\n" + places.map { "        \($0),\n" }.joined() + "    ]\n"
}
try (text + "}\n").write(toFile: CommandLine.arguments[1], atomically: true, encoding: .utf8)
