using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Oriel.TestHost;

/// <summary>Finds who does a command, and says what came of it. Commands are begun in their order and may end in any.</summary>
internal sealed class CommandTable
{
    private readonly Wire _wire;
    private readonly Dictionary<string, Func<Command, Task<JsonNode?>>> _commands = [];

    public CommandTable(Wire wire)
    {
        _wire = wire;
        EnvironmentCommands environments = new(wire);
        environments.AddTo(_commands);
        ViewCommands views = new(environments, wire);
        views.AddTo(_commands);
        new RecoveryCommands(environments, views, wire).AddTo(_commands);
        _commands.Add("memory", _ => Task.FromResult<JsonNode?>(GC.GetTotalMemory(forceFullCollection: true)));
        _commands.Add("thread", _ => Task.FromResult<JsonNode?>(Environment.CurrentManagedThreadId));
    }

    public void Begin(string line) => _ = RunAsync(new Command(JsonNode.Parse(line)!.AsObject()));

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The test judges every exception.")]
    private async Task RunAsync(Command command)
    {
        try
        {
            if (!_commands.TryGetValue(command.Name, out Func<Command, Task<JsonNode?>>? run))
            {
                throw new ArgumentException($"The test host knows no command '{command.Name}', only {string.Join(", ", _commands.Keys.Order())}.");
            }

            _wire.Result(command.Id, await run(command));
        }
        catch (Exception e)
        {
            _wire.Error(command.Id, e);
        }
    }
}
