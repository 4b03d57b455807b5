import Answers

/// Matplotlib's mathematical text, `$\alpha^2$`, as plain characters: α².
///
/// What has no character of its own is written out: `x_{max}` stays x_max, and a fraction is a/b.
enum PlotText {
    /// The text with everything between dollar signs in plain characters.
    static func plain(_ text: String) -> String {
        let parts = text.replacing("\\$", with: "\u{1}").split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count > 2 else { return text.replacing("\\$", with: "$") }
        var out = ""
        for (index, part) in parts.enumerated() {
            // After the last lone dollar sign there is no formula.
            let isFormula = index % 2 == 1 && index < parts.count - 1
            out += isFormula ? formula(part) : (index % 2 == 1 ? "$" : "") + part
        }
        return out.replacing("\u{1}", with: "$")
    }

    private static func formula(_ text: Substring) -> String {
        var reader = Reader(rest: text)
        return String(reader.read(until: nil).trimmed)
    }

    /// Reads a formula from left to right.
    private struct Reader {
        var rest: Substring

        mutating func read(until end: Character?) -> String {
            var out = ""
            while let next = rest.first, next != end {
                switch next {
                case "^", "_":
                    rest.removeFirst()
                    out += PlotText.shifted(argument(), isUp: next == "^")
                case "~", " ":
                    rest.removeFirst()
                    if next == "~" || out.last?.isLetter == true && rest.first?.isLetter == true { out += " " }
                case "=", "<", ">", "+":
                    rest.removeFirst()
                    out += out.isEmpty || next == "+" && out.last == "(" ? "\(next)" : " \(next) "
                case "-":
                    rest.removeFirst()
                    let isSign = out.isEmpty || " ([=,".contains(out.last ?? " ")
                    out += isSign ? "−" : " − "
                default: out += argument()
                }
            }
            if rest.first == end { rest = rest.dropFirst() }
            return out
        }

        /// One character, one command with what belongs to it, or what stands in braces.
        private mutating func argument() -> String {
            while rest.first == " " { rest.removeFirst() }
            guard let first = rest.popFirst() else { return "" }
            if first == "{" { return read(until: "}") }
            guard first == "\\" else { return first == "'" ? "′" : String(first) }
            let name = String(rest.prefix(while: \.isLetter))
            guard !name.isEmpty else {
                let sign = rest.popFirst()
                return sign.map { ",;: ".contains($0) ? " " : $0 == "!" ? "" : $0 == "|" ? "‖" : String($0) } ?? ""
            }
            rest = rest.dropFirst(name.count)
            switch name {
            case "frac", "dfrac", "tfrac":
                let (above, below) = (argument(), argument())
                return PlotText.grouped(above) + "/" + PlotText.grouped(below)
            case "sqrt":
                let inner = argument()
                return "√" + (inner.count > 1 ? "(\(inner))" : inner)
            case "left", "right", "displaystyle", "limits", "big", "Big":
                if rest.first == "." { rest.removeFirst() }
                return ""
            case "mathrm", "mathbf", "mathit", "mathsf", "text", "textbf", "textit", "boldsymbol", "operatorname":
                return argument()
            case "mathcal":
                let inner = argument()
                return PlotText.script[inner] ?? inner
            case "mathbb":
                let inner = argument()
                return PlotText.doubled[inner] ?? inner
            default: break
            }
            if let accent = PlotText.accents[name] { return argument() + accent }
            if let sign = PlotText.signs[name] { return PlotText.relations.contains(name) ? " \(sign) " : sign }
            // log, exp, max, sin …
            return name + (rest.first == " " ? " " : "")
        }
    }

    private static func grouped(_ text: String) -> String {
        text.contains { " +−=/".contains($0) } ? "(\(text))" : text
    }

    /// Raised or lowered, where every character can be.
    private static func shifted(_ text: String, isUp: Bool) -> String {
        let table = isUp ? raised : lowered
        let plain = text.replacing(" ", with: "")
        let out = plain.compactMap { table[$0] }
        if out.count == plain.count { return String(out) }
        let mark = isUp ? "^" : "_"
        return mark + (text.count > 1 && text.contains { !$0.isLetter && !$0.isNumber } ? "(\(text))" : text)
    }

    private static let raised = table(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzT*′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ*′")
    private static let lowered = table(
        "0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")

    private static func table(_ plain: String, _ shifted: String) -> [Character: Character] {
        Dictionary(zip(plain, shifted)) { first, _ in first }
    }

    private static let accents = [
        "hat": "\u{302}", "bar": "\u{304}", "tilde": "\u{303}", "vec": "\u{20d7}", "dot": "\u{307}",
        "ddot": "\u{308}", "overline": "\u{304}", "widehat": "\u{302}",
    ]

    private static let script = [
        "L": "ℒ", "N": "𝒩", "O": "𝒪", "D": "𝒟", "H": "ℋ", "R": "ℛ", "F": "ℱ", "X": "𝒳", "U": "𝒰",
    ]
    private static let doubled = ["R": "ℝ", "E": "𝔼", "N": "ℕ", "Z": "ℤ", "P": "ℙ", "C": "ℂ", "Q": "ℚ"]

    /// Those with room on both sides.
    private static let relations: Set<String> = [
        "leq", "le", "geq", "ge", "neq", "ne", "approx", "sim", "equiv", "propto", "to", "rightarrow", "leftarrow",
        "Rightarrow", "in", "notin", "pm", "times", "ll", "gg", "subset", "mid",
    ]

    private static let signs: [String: String] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
        "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
        "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ",
        "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
        "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "nabla": "∇", "partial": "∂",
        "infty": "∞", "cdot": "·", "times": "×", "div": "÷", "pm": "±", "mp": "∓", "leq": "≤", "le": "≤", "geq": "≥",
        "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "equiv": "≡", "propto": "∝", "to": "→",
        "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "in": "∈", "notin": "∉", "subset": "⊂", "sum": "∑",
        "prod": "∏", "int": "∫", "forall": "∀", "exists": "∃", "ell": "ℓ", "hbar": "ℏ", "star": "⋆", "ast": "∗",
        "circ": "∘", "odot": "⊙", "otimes": "⊗", "oplus": "⊕", "ldots": "…", "dots": "…", "cdots": "⋯", "degree": "°",
        "prime": "′", "Vert": "‖", "mid": "|", "vert": "|", "lVert": "‖", "rVert": "‖", "quad": "  ", "qquad": "    ",
        "langle": "⟨", "rangle": "⟩", "ll": "≪", "gg": "≫", "dagger": "†", "top": "⊤", "perp": "⊥", "angle": "∠",
        "cup": "∪", "cap": "∩", "emptyset": "∅", "Re": "ℜ", "Im": "ℑ",
    ]
}
