namespace Oriel.Benchmarks.Harness;

/// <summary>One row of the table.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Must">What must be reached; empty where a figure is only stated.</param>
/// <param name="Seen">What was measured.</param>
/// <param name="Reached">Null when nothing must be reached, or when it was not measured.</param>
internal sealed record Verdict(string Work, string Must, string Seen, bool? Reached)
{
    public string Word => Reached switch
    {
        true => "pass",
        false => "MISS",
        null => Must.Length == 0 ? "stated" : "not measured",
    };
}
