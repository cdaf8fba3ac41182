using System;
using System.Text.Json.Nodes;

namespace Oriel.TestHost;

/// <summary>A command with its arguments.</summary>
internal sealed class Command(JsonObject message)
{
    public int Id { get; } = message["id"]!.GetValue<int>();

    public string Name => Text("do");

    /// <exception cref="ArgumentException">The argument is missing.</exception>
    public string Text(string name) => OptionalText(name) ?? throw new ArgumentException($"The command '{message.ToJsonString()}' has no argument '{name}'.", name);

    public string? OptionalText(string name) => message[name]?.GetValue<string>();

    public bool Flag(string name) => message[name]?.GetValue<bool>() ?? false;

    public int Number(string name, int otherwise) => message[name]?.GetValue<int>() ?? otherwise;

    /// <summary>Any argument as JSON text.</summary>
    public string Json(string name) => message[name]?.ToJsonString() ?? "null";
}
