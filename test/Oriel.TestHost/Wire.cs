using System;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading;

namespace Oriel.TestHost;

/// <summary>What the app says to the test, a line at a time.</summary>
internal sealed class Wire(TextWriter output)
{
    private readonly Lock _lock = new();

    public void Result(int id, JsonNode? result) => Write(new JsonObject { ["id"] = id, ["result"] = result });

    public void Error(int id, Exception exception) => Write(new JsonObject { ["id"] = id, ["error"] = Describe(exception) });

    public void Event(string name, string source, JsonObject args) => Write(new JsonObject { ["event"] = name, ["source"] = source, ["args"] = args });

    private static JsonObject Describe(Exception exception) => new()
    {
        ["type"] = exception.GetType().FullName,
        ["hresult"] = exception.HResult,
        ["message"] = exception.Message,
        ["inner"] = exception.InnerException is { } inner ? Describe(inner) : null,
    };

    private void Write(JsonObject message)
    {
        string line = message.ToJsonString();
        lock (_lock)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
