using System;
using Oriel.ProtocolGen;
using Oriel.ProtocolGen.Emit;
using Oriel.ProtocolGen.Schema;
using Xunit;

namespace Oriel.Protocol.Tests.Cdp;

public class GeneratorTests
{
    private const string Protocol = """
        {"version":{"major":"1","minor":"0"},"domains":[{"domain":"D","types":[
          {"id":"T","type":"object","description":"prose","properties":[
            {"name":"sure","type":"string"},{"name":"new","experimental":true,"type":"string"},{"name":"self","optional":true,"$ref":"T"}]},
          {"id":"Unused","type":"object","properties":[{"name":"x","type":"string"}]}],
          "commands":[{"name":"give","parameters":[{"name":"new","experimental":true,"type":"string"}],"returns":[{"name":"t","$ref":"T"}]}],
          "events":[]}]}
        """;

    [Fact]
    public void An_experimental_member_is_expected_of_us_but_not_of_the_browser()
    {
        string text = Emit();
        Assert.Contains("internal sealed record T(string Sure, string? New = null, D.T? Self = null)", text, StringComparison.Ordinal);
        Assert.Contains("internal readonly record struct GiveCommand(string New) : ICdpCommand<GiveResult>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_nothing_chosen_needs_are_left_out() => Assert.DoesNotContain("Unused", Emit(), StringComparison.Ordinal);

    [Fact]
    public void A_name_the_protocol_does_not_have_is_refused_by_name()
    {
        FormatException thrown = Assert.Throws<FormatException>(() => new Subset(ProtocolSchema.Parse(Protocol), isOurs: false, ["D.take"]));
        Assert.Equal("The protocol has no command or event 'D.take'.", thrown.Message);
    }

    [Fact]
    public void Pinning_leaves_the_prose_out_and_the_meaning_in()
    {
        string pinned = Pin.Compact(Protocol);
        Assert.DoesNotContain("prose", pinned, StringComparison.Ordinal);
        Assert.Equal(pinned, Pin.Compact(pinned));
        Assert.Equal(Emit(), Emit(pinned));
    }

    private static string Emit(string protocol = Protocol) =>
        new DomainEmitter(new Subset(ProtocolSchema.Parse(protocol), isOurs: false, ["D.give"]), "D").Emit("a test") ?? "";
}
