using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Oriel.ProtocolGen;

/// <summary>
/// Makes the pinned input of what a browser serves at <c>/json/protocol</c>: its prose is left out, and every type, command and event
/// stands on a line of its own, so that the difference between two browsers can be read.
/// </summary>
internal static class Pin
{
    public static string Compact(string json)
    {
        JsonNode root = JsonNode.Parse(json) ?? throw new JsonException("The protocol is null.");
        RemoveProse(root);
        StringBuilder text = new();
        text.Append("{\"version\":").Append(root["version"]?.ToJsonString()).Append(",\"domains\":[");
        string domainSeparator = "\n";
        foreach (JsonNode? domain in root["domains"]?.AsArray() ?? [])
        {
            text.Append(domainSeparator);
            AppendDomain(text, domain?.AsObject() ?? throw new JsonException("A domain is null."));
            domainSeparator = ",\n";
        }

        return text.Append("]}\n").ToString();
    }

    private static void AppendDomain(StringBuilder text, JsonObject domain)
    {
        string separator = "{";
        foreach ((string name, JsonNode? value) in domain)
        {
            text.Append(separator).Append('"').Append(name).Append("\":");
            if (name is "types" or "commands" or "events" && value is JsonArray list)
            {
                text.Append('[');
                for (int i = 0; i < list.Count; i++)
                {
                    text.Append(i == 0 ? "\n " : ",\n ").Append(list[i]?.ToJsonString());
                }

                text.Append(']');
            }
            else
            {
                text.Append(value?.ToJsonString());
            }

            separator = ",\n";
        }

        text.Append('}');
    }

    private static void RemoveProse(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                RemoveProse(item);
            }
        }
        else if (node is JsonObject map)
        {
            if (map["description"] is JsonValue)
            {
                map.Remove("description");
            }

            foreach ((_, JsonNode? value) in map)
            {
                RemoveProse(value);
            }
        }
    }
}
